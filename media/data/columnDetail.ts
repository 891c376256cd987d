// One column opened: its histogram with axes, its quantiles and its most frequent values.
import { LitElement, css, html, nothing } from 'lit';
import * as Plot from '@observablehq/plot';
import { customElement, property } from 'lit/decorators.js';
import type { ColumnProfile, Histogram } from '../../src/protocol/data';
import '../parts/chart';
import type { Draw } from '../parts/chart';
import { count, percent, tick } from '../../src/protocol/figures';
import { isolated } from '../parts/isolated';
import { base } from '../parts/style';
import { binTexts, openEndsText } from './binText';
import { figuresOf } from './columnFigures';
import { holdsOne, oneValue } from './oneValue';

@customElement('ml-column-detail')
export class ColumnDetail extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        /* The table's width is for its rows to say. */
        contain: inline-size;
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 245px), 1fr));
        gap: 16px 32px;
        max-width: 1200px;
      }
      .wide {
        grid-column: span 2;
        /* Where there are three tracks, values stand below the figures and beside it. */
        grid-row: span 2;
        min-width: 0;
      }
      @media (max-width: 640px) {
        .wide {
          grid-column: 1 / -1;
          grid-row: auto;
        }
      }
      table {
        width: auto;
        max-width: 100%;
      }
      h3 {
        margin-bottom: 4px;
      }
      td {
        padding: 2px 16px 2px 0;
        vertical-align: middle;
      }
      td:last-child {
        padding-right: 0;
      }
      table.values {
        width: 100%;
        max-width: 400px;
      }
      /* What is left beside the figures and the bar. */
      td.value {
        width: 100%;
        max-width: 0;
        overflow: hidden;
        text-align: left;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      svg.share {
        width: 48px;
        height: 8px;
        display: block;
      }
      svg.share rect {
        fill: var(--series);
      }
      svg.share .track {
        fill: var(--quiet);
        opacity: 0.12;
      }
    `,
  ];
  @property({ attribute: false }) column: ColumnProfile | undefined;
  @property({ type: Number }) rows = 0;

  override render() {
    const { column } = this;
    if (!column) return nothing;
    const told = oneValue(column, this.rows);
    const openEnds = openEndsText(column);
    return html`
      ${
        told === undefined
          ? column.histogram
            ? html`<section class="wide">
                <h3>Distribution</h3>
                <ml-chart
                  .draw=${bars(column, column.histogram)}
                  label=${`Histogram of ${isolated(column.name)}, from ${String(column.min)} to ${String(column.max)}. ${openEnds ?? ''}`}
                ></ml-chart>
                ${openEnds === undefined ? nothing : html`<p class="quiet">${openEnds}</p>`}
              </section>`
            : nothing
          : html`<section>
              <h3>Distribution</h3>
              <p>${told}</p>
            </section>`
      }
      ${this.figures(column)} ${holdsOne(column) ? nothing : this.values(column)}
    `;
  }

  private figures(column: ColumnProfile) {
    const figures = figuresOf(column, this.rows);
    if (figures.length === 0) return nothing;
    return html`<section>
      <h3>Figures</h3>
      <table>
        <tbody>
          ${figures.map(
            ([name, value]) =>
              html`<tr>
                <td class="quiet">${name}</td>
                <td class="number">${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }

  private values({ top, other }: ColumnProfile) {
    if (top.length === 0) return nothing;
    const share = (times: number) => (this.rows > 0 ? times / this.rows : 0);
    return html`<section>
      <h3>Most frequent values</h3>
      <table class="values">
        <tbody>
          ${top.slice(0, 10).map(
            ({ value, count: times }) =>
              html`<tr>
                <td class="value" dir="auto" title=${isolated(value)}>
                  ${value === '' ? html`<i class="quiet">empty</i>` : value}
                </td>
                <td class="number">${count(times)}</td>
                <td class="number quiet">${percent(share(times))}</td>
                <td>
                  <svg class="share" viewBox="0 0 80 8" aria-hidden="true">
                    <rect class="track" width="80" height="8" rx="1"></rect>
                    <rect width=${80 * share(times)} height="8" rx="1"></rect>
                  </svg>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        other > 0 || top.length > 10
          ? html`<p class="quiet">
              ${count(other + top.slice(10).reduce((sum, { count: times }) => sum + times, 0))} rows hold
              other values.
            </p>`
          : nothing
      }
    </section>`;
  }
}

/** In pixels, from one tick to the next: what tells near values of large size apart is long. */
function tickRoom([first = 0, ...others]: readonly number[]): number {
  const last = others.at(-1) ?? first;
  const digits = Math.log10(Math.max(Math.abs(first), Math.abs(last)) / (last - first));
  return Math.max(90, 11 * (Math.min(digits, 16) + 6)); // a double has no more
}

/** Edges of times are milliseconds since 1970. */
function bars(column: ColumnProfile, { edges, counts }: Histogram): Draw {
  const isTime = column.kind === 'date' || column.kind === 'timestamp';
  const at = (edge: number | undefined) => (isTime ? new Date(edge ?? 0) : (edge ?? 0));
  const texts = binTexts(column);
  const bins = counts.map((rows, index) => ({
    from: at(edges[index]),
    to: at(edges[index + 1]),
    rows,
    text: texts[index],
  }));
  const room = isTime ? 90 : tickRoom(edges);
  return (width) => ({
    height: 160,
    marginLeft: 44,
    marginRight: room / 4,
    marginBottom: 24,
    marginTop: 8,
    x: {
      label: null,
      ticks: Math.max(2, Math.floor(width / room)),
      ...(isTime ? { type: 'utc' } : { tickFormat: tick }),
    },
    y: {
      label: null,
      ticks: Math.min(4, Math.max(1, ...counts)), // no half rows
      grid: true,
      tickFormat: tick,
    },
    marks: [
      Plot.rectY(bins, {
        x1: 'from',
        x2: 'to',
        y: 'rows',
        fill: 'var(--series)',
        insetLeft: 0.5,
        insetRight: 0.5,
        title: 'text',
      }),
      Plot.ruleY([0], { stroke: 'currentColor', strokeOpacity: 0.4 }),
    ],
  });
}
