// Performance window by window, each with its interval, against the limit; where a version took over is marked.
import { LitElement, css, html, nothing } from 'lit';
import * as Plot from '@observablehq/plot';
import { customElement, property } from 'lit/decorators.js';
import type { MonitorState, Window } from '../../src/protocol/monitor';
import '../parts/chart';
import type { Draw } from '../parts/chart';
import { count, figure, percent, span } from '../parts/format';
import { severityIcon } from '../parts/severity';
import { base } from '../parts/style';

type Limit = MonitorState['limit'];
type Measured = Window & { readonly performance: NonNullable<Window['performance']> };
type Standing = 'good' | 'unclear' | 'bad';

const standings: Readonly<Record<Standing, string>> = {
  good: 'meets the limit',
  unclear: 'cannot be told from the limit',
  bad: 'below what is asked',
};
const colours: Readonly<Record<Standing, string>> = {
  good: 'var(--good)',
  unclear: 'var(--warning)',
  bad: 'var(--error)',
};

@customElement('ml-performance')
export class Performance extends LitElement {
  static override styles = [
    base,
    css`
      table {
        margin-top: 8px;
      }
      th,
      td {
        padding: 3px 16px 3px 0;
        border-bottom: 1px solid var(--line);
      }
      .standing {
        display: inline-flex;
        gap: 6px;
        align-items: center;
      }
      .scroll {
        overflow-x: auto;
      }
    `,
  ];
  @property({ attribute: false }) windows: readonly Window[] = [];
  @property({ attribute: false }) limit: Limit;

  override render() {
    const measured = this.windows.filter((window): window is Measured => window.performance !== undefined);
    if (measured.length === 0)
      return html`<p class="quiet">
        No window has labels yet. Performance is measured when the outcomes named under labels arrive.
      </p>`;
    return html`
      <ml-chart .draw=${drawing(measured, this.limit)} label=${told(measured, this.limit)}></ml-chart>
      <details>
        <summary class="quiet">The figures</summary>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Window</th>
                <th scope="col" class="number">Version</th>
                <th scope="col" class="number">${measured[0]?.performance.metric}</th>
                <th scope="col">95% interval</th>
                <th scope="col" class="number">Within periods</th>
                <th scope="col" class="number">Labelled</th>
                <th scope="col" class="number">Positive</th>
                <th scope="col">Against the limit</th>
              </tr>
            </thead>
            <tbody>
              ${measured.map((window) => this.line(window))}
            </tbody>
          </table>
        </div>
      </details>
    `;
  }

  private line({ from, to, version, performance, performanceWithin, labelled, positiveRate, key }: Measured) {
    const standing = standingOf(performance, this.limit);
    return html`<tr data-window=${key}>
      <td>${span(from, to)}</td>
      <td class="number">${version}</td>
      <td class="number">${figure(performance.value)}</td>
      <td>${performance.tooFew ?? `${figure(performance.low)} to ${figure(performance.high)}`}</td>
      <td class="number">${performanceWithin ? figure(performanceWithin.value) : '–'}</td>
      <td class="number">${count(labelled)}</td>
      <td class="number">${positiveRate === undefined ? '–' : percent(positiveRate)}</td>
      <td>
        ${
          standing === undefined
            ? nothing
            : html`<span class="standing"
                >${severityIcon(standing === 'good' ? 'good' : standing === 'bad' ? 'error' : 'warning')}${
                  standings[standing]
                }</span
              >`
        }
      </td>
    </tr>`;
  }
}

/** The rule by which alerts open and resolve: the whole interval on one side of the limit. */
function standingOf({ low, high }: { low: number; high: number }, limit: Limit): Standing | undefined {
  if (limit?.min !== undefined) return high < limit.min ? 'bad' : low >= limit.min ? 'good' : 'unclear';
  if (limit?.max !== undefined) return low > limit.max ? 'bad' : high <= limit.max ? 'good' : 'unclear';
  return undefined;
}

const middle = ({ from, to }: Window) => new Date((Date.parse(from) + Date.parse(to)) / 2);
const bound = (limit: Limit) => limit?.min ?? limit?.max;

function drawing(windows: readonly Measured[], limit: Limit): Draw {
  const at = bound(limit);
  const points = windows.map((window) => {
    const { value, low, high } = window.performance;
    const standing = standingOf(window.performance, limit);
    return {
      time: middle(window),
      value,
      low,
      high,
      within: window.performanceWithin?.value,
      version: window.version,
      colour: standing ? colours[standing] : 'var(--series)',
      title: `${span(window.from, window.to)}, version ${window.version}\n${window.performance.metric} ${figure(value)} (${figure(low)} to ${figure(high)})`,
    };
  });
  const takeovers = windows.filter(
    (window, index) => index > 0 && windows[index - 1]?.version !== window.version,
  );
  return () => ({
    height: 220,
    marginLeft: 40,
    marginRight: 64,
    marginTop: 20,
    x: { type: 'utc', label: null, ticks: 8, inset: 16 },
    y: { label: null, grid: true, ticks: 5, nice: true },
    marks: [
      ...(at === undefined
        ? []
        : [
            Plot.ruleY([at], { stroke: 'var(--error)', strokeDasharray: '4 3' }),
            Plot.text([at], {
              y: (limitAt: number) => limitAt,
              frameAnchor: 'right',
              textAnchor: 'start',
              dx: 4,
              text: () => `limit ${figure(at)}`,
              fill: 'var(--error)',
            }),
          ]),
      Plot.ruleX(takeovers, {
        x: (window: Measured) => new Date(window.from),
        stroke: 'currentColor',
        strokeOpacity: 0.35,
        strokeDasharray: '2 3',
      }),
      Plot.text(takeovers, {
        x: (window: Measured) => new Date(window.from),
        frameAnchor: 'top',
        dy: -10,
        text: (window: Measured) => `version ${window.version}`,
        fill: 'currentColor',
        fillOpacity: 0.8,
      }),
      Plot.line(points, { x: 'time', y: 'value', z: 'version', stroke: 'var(--series)', strokeOpacity: 0.6 }),
      Plot.link(points, {
        x: 'time',
        y1: 'low',
        y2: 'high',
        stroke: 'colour',
        strokeWidth: 1.5,
        marker: 'tick',
      }),
      Plot.dot(points, { x: 'time', y: 'value', fill: 'colour', r: 4, title: 'title' }),
    ],
    color: { type: 'identity' },
  });
}

function told(windows: readonly Measured[], limit: Limit): string {
  const at = bound(limit);
  const figures = windows
    .map(({ from, to, performance }) => `${span(from, to)} ${figure(performance.value)}`)
    .join('; ');
  return `${windows[0]?.performance.metric ?? ''} by window${at === undefined ? '' : `, limit ${figure(at)}`}: ${figures}`;
}
