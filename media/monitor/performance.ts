// Performance window by window, each with its interval, against the limit; where a version took over is marked.
import { LitElement, css, html, nothing } from 'lit';
import * as Plot from '@observablehq/plot';
import { customElement, property } from 'lit/decorators.js';
import type { MonitorState, WindowState } from '../../src/protocol/monitor';
import '../parts/chart';
import type { Draw } from '../parts/chart';
import { count, figure, percent } from '../../src/protocol/figures';
import { severityIcon, type Severity } from '../parts/severity';
import { base } from '../parts/style';
import { boundsOf, boundsText, boundText } from './bounds';
import { placesOf, takeoversWithin } from './timeAxis';

type Limit = MonitorState['limit'];
type Measured = WindowState & { readonly performance: NonNullable<WindowState['performance']> };
type Standing = NonNullable<WindowState['standing']>['kind'];

const severities: Readonly<Record<Standing, Severity>> = {
  kept: 'good',
  unclear: 'warning',
  missed: 'error',
};

const isMeasured = (window: WindowState): window is Measured => window.performance !== undefined;

@customElement('ml-performance')
export class Performance extends LitElement {
  static override styles = [
    base,
    css`
      details {
        margin-top: 12px;
      }
      table {
        margin-top: 8px;
      }
      th,
      td {
        padding: 3px 16px 3px 0;
        border-bottom: 1px solid var(--line);
      }
      .standing {
        display: flex;
        gap: 6px;
        align-items: center;
      }
      .scroll {
        overflow-x: auto;
      }
    `,
  ];
  @property({ attribute: false }) windows: readonly WindowState[] = [];
  @property({ attribute: false }) limit: Limit;
  @property({ attribute: false }) takeovers: MonitorState['takeovers'] = [];

  override render() {
    const measured = this.windows.filter(isMeasured);
    if (measured.length === 0)
      return html`<p class="quiet">
        No window has labels yet. Performance is measured when the outcomes named under labels arrive.
      </p>`;
    return html`
      <ml-chart .draw=${drawing(measured, this)} label=${told(measured, this.limit)}></ml-chart>
      <details>
        <summary class="quiet">Show as table</summary>
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

  private line({
    version,
    performance,
    performanceWithin,
    labelled,
    positiveRate,
    key,
    standing,
    span,
  }: Measured) {
    return html`<tr data-window=${key}>
      <td>${span}</td>
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
            : html`<span class="standing">${severityIcon(severities[standing.kind])}${standing.text}</span>`
        }
      </td>
    </tr>`;
  }
}

interface Against {
  readonly limit: Limit;
  readonly takeovers: MonitorState['takeovers'];
}

const margin = { left: 40, right: 72 };

function drawing(windows: readonly Measured[], { limit, takeovers }: Against): Draw {
  const bounds = boundsOf(limit);
  const from = Math.min(...windows.map((window) => Date.parse(window.from)));
  const to = Math.max(...windows.map((window) => Date.parse(window.to)));
  const taken = takeoversWithin(windows, takeovers).map(({ version, at }) => ({
    version,
    time: new Date(at),
  }));
  const places = placesOf(windows, takeovers);
  return (width) => {
    const pixel = (to - from) / Math.max(1, width - margin.left - margin.right);
    const points = windows.map((window, index) => {
      const { time, shift } = places[index] ?? { time: from, shift: 0 };
      const { value, low, high } = window.performance;
      return {
        time: new Date(time + shift * pixel),
        value,
        low,
        high,
        version: window.version,
        colour: window.standing ? `var(--${severities[window.standing.kind]})` : 'var(--series)',
        title: `${window.span}, version ${window.version}\n${window.figure}`,
      };
    });
    return {
      height: 220,
      marginLeft: margin.left,
      marginRight: margin.right,
      marginTop: 28,
      x: {
        type: 'utc',
        label: null,
        domain: [new Date(from), new Date(to)],
        ticks: Math.min(8, Math.max(2, Math.floor(width / 90))),
      },
      y: {
        label: windows[0]?.performance.metric ?? null,
        labelArrow: 'none',
        grid: true,
        ticks: 5,
        nice: true,
      },
      marks: [
        Plot.ruleY(bounds, { stroke: 'var(--error)', strokeDasharray: '4 3' }),
        Plot.text(bounds, {
          y: (at: number) => at,
          frameAnchor: 'right',
          textAnchor: 'start',
          dx: 4,
          text: boundText,
          fill: 'var(--error)',
        }),
        Plot.ruleX(taken, { x: 'time', stroke: 'currentColor', strokeOpacity: 0.35, strokeDasharray: '2 3' }),
        Plot.text(taken, {
          x: 'time',
          frameAnchor: 'top',
          dy: -14, // above a limit that is the top of the chart
          text: ({ version }: (typeof taken)[number]) => `version ${version}`,
          fill: 'currentColor',
          fillOpacity: 0.8,
        }),
        Plot.line(points, {
          x: 'time',
          y: 'value',
          z: 'version',
          stroke: 'var(--series)',
          strokeWidth: 1,
        }),
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
    };
  };
}

function told(windows: readonly Measured[], limit: Limit): string {
  const figures = windows
    .map(({ span, version, performance }) => `${span}, version ${version}: ${figure(performance.value)}`)
    .join('; ');
  return `${windows[0]?.performance.metric ?? ''} by window${boundsText(limit)}. ${figures}`;
}
