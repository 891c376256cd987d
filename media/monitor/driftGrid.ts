// Drift by column over time: a grid of columns and windows, each cell the measure as figure and colour; one cell is read out below.
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ColumnDrift, WindowState } from '../../src/protocol/monitor';
import { cellFigure, figure } from '../../src/protocol/figures';
import { cellAfter, type CellAt } from '../parts/gridKeys';
import { stopAt } from '../parts/gridStop';
import { endRoom } from './endRoom';
import { keepInSight } from './inSight';
import { isolated } from '../parts/isolated';
import { base } from '../parts/style';
import {
  cellOf,
  linesOf,
  measureName,
  measuresOf,
  reignsOf,
  strongestOf,
  whyNoValue,
  type Line,
} from './driftLines';
import type { ShownColumn } from './alerts';
import { driftCell } from './driftCell';
import { driftStyle } from './driftStyle';
import { heatLevels, heatOf } from './heat';

/** Between cells, as the style has it. */
const gap = 2;

interface Shown {
  readonly measure: string;
  /** Where its colour is strongest; undefined where it has none. */
  readonly most: number | undefined;
  /** The cell that is read out. */
  readonly cell: CellAt;
}

/** Fires `measure` with the measure's name in `detail`. */
@customElement('ml-drift-grid')
export class DriftGrid extends LitElement {
  static override styles = [base, driftStyle];
  @property({ attribute: false }) windows: readonly WindowState[] = [];
  @property() measure = 'psi';
  /** Whose newest window is read out until a person chooses another cell. */
  @property() suspect = '';
  @state() private chosen: ShownColumn | undefined;
  private readonly sized = new ResizeObserver(() => this.settle());

  override connectedCallback(): void {
    super.connectedCallback();
    this.sized.observe(this);
  }

  override disconnectedCallback(): void {
    this.sized.disconnect();
    super.disconnectedCallback();
  }

  override render() {
    const lines = linesOf(this.windows);
    const measures = measuresOf(lines);
    if (lines.length === 0) return html`<p class="quiet">No window has been judged yet.</p>`;
    const measure = measures.includes(this.measure) ? this.measure : (measures[0] ?? this.measure);
    const most = strongestOf(lines, measure);
    const reigns = reignsOf(this.windows);
    const cell = this.cellIn(lines);
    return html`
      <div class="bar">
        <vscode-single-select
          label="Measure"
          aria-label="Measure of drift"
          .value=${measure}
          @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}
        >
          ${measures.map(
            (name) =>
              html`<vscode-option value=${name} ?selected=${name === measure}
                >${measureName(name)}</vscode-option
              >`,
          )}
        </vscode-single-select>
        <span class="legend"
          >${
            most === undefined
              ? 'No colour: it grows with the number of rows'
              : html`0
                ${Array.from({ length: heatLevels }, (_, level) => html`<i class=${`heat-${level}`}></i>`)}
                ${figure(most)} or more`
          }</span
        >
        <span class="legend"
          ><b>0.00</b> in a frame: drifted, after correction for the number of columns</span
        >
      </div>
      <div class="chosen">${this.told(lines, cell)}</div>
      <div class="scroll">
        <table role="grid" aria-label="Drift by column and window" @keydown=${this.onKey}>
          <colgroup></colgroup>
          ${reigns.map(({ windows }) => html`<colgroup span=${windows}></colgroup>`)}
          <thead>
            <tr>
              <td></td>
              ${reigns.map(
                ({ version, windows }, at) =>
                  html`<th scope="colgroup" colspan=${windows} class=${at > 0 ? 'first' : ''}>
                    <span>version ${version}</span>
                  </th>`,
              )}
            </tr>
            <tr>
              <th scope="col"><span class="hidden-text">Column</span></th>
              ${this.windows.map(
                (window, at) =>
                  html`<th scope="col" class=${this.isFirst(at) ? 'first' : ''}>${heading(window)}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${lines.map((line, row) => this.line(line, row, { measure, most, cell }))}
          </tbody>
        </table>
      </div>
    `;
  }

  /** The newest windows first, for they are what is watched. */
  protected override firstUpdated(): void {
    // the width of the names is known only then
    void this.updateComplete.then(() => {
      const scroll = this.renderRoot.querySelector('.scroll');
      if (scroll) scroll.scrollLeft = scroll.scrollWidth;
    });
  }

  protected override updated(): void {
    this.stopAt(this.cellIn(linesOf(this.windows)), false);
    this.measureEdges();
  }

  /** A panel that is made smaller, or that was not seen before, keeps the cell in sight that is read out. */
  private settle(): void {
    this.measureEdges();
    const box = this.renderRoot.querySelector<HTMLElement>('.scroll');
    const cell = this.renderRoot.querySelector<HTMLElement>('td[aria-selected="true"]');
    if (box && cell) keepInSight(box, cell);
  }

  /** Of the names and the heads, which stay in sight, and of what is missing at the end to a window's edge. */
  private measureEdges(): void {
    const [corner, ...heads] = this.renderRoot.querySelectorAll<HTMLElement>('thead th[scope="col"]');
    const names = corner?.offsetWidth ?? 0;
    this.style.setProperty('--names', `${names}px`);
    this.style.setProperty('--heads', `${corner?.closest('thead')?.offsetHeight ?? 0}px`);
    const start = corner?.closest('table')?.getBoundingClientRect().left ?? 0;
    const edges = heads.map((head) => head.getBoundingClientRect());
    const stops = edges.map(({ left }) => left - start - names - gap);
    const width = (edges.at(-1)?.right ?? 0) - start + gap;
    const seen = this.renderRoot.querySelector('.scroll')?.clientWidth ?? 0;
    this.style.setProperty('--end-room', `${endRoom(stops, width - seen)}px`);
  }

  private line({ name, excluded, cells }: Line, row: number, shown: Shown) {
    return html`<tr class=${excluded === undefined ? '' : 'excluded'} data-column=${name}>
      <th scope="row">
        <span dir="auto" title=${isolated(name)}>${name}</span>
        ${excluded === undefined ? nothing : html`<span class="why" title=${`Not judged: ${excluded}`}>not judged</span>`}
      </th>
      ${cells.map((cell, column) => this.value(cell, { row, column }, shown))}
    </tr>`;
  }

  private value(drift: ColumnDrift | undefined, at: CellAt, { measure, most, cell }: Shown) {
    const value = drift?.measures[measure]?.value;
    const isDrifted = value !== undefined && drift?.drifted === true && drift.excluded === undefined;
    const isSelected = at.row === cell.row && at.column === cell.column;
    return html`<td
      role="gridcell"
      tabindex="-1"
      class="heat-${value === undefined || most === undefined ? 0 : heatOf(value, most)} ${isDrifted ? 'drifted' : ''} ${
        this.isFirst(at.column) ? 'first' : ''
      }"
      title=${value === undefined ? whyNoValue(drift) : nothing}
      aria-selected=${isSelected}
      @click=${() => this.moveTo(at)}
    >
      ${value === undefined ? html`<span class="quiet">–</span>` : cellFigure(value)}${
        isDrifted ? html`<span class="hidden-text"> drifted</span>` : nothing
      }
    </td>`;
  }

  /** Whether another version answered in the window before it. */
  private isFirst(at: number): boolean {
    return at > 0 && this.windows[at]?.version !== this.windows[at - 1]?.version;
  }

  private told(lines: readonly Line[], { row, column }: CellAt) {
    const line = lines[row];
    const window = this.windows[column];
    return line && window ? driftCell({ name: line.name, window, drift: line.cells[column] }) : nothing;
  }

  /** Leads to one column of one window; nothing where the grid has no such cell. */
  show({ column, window }: ShownColumn): void {
    const lines = linesOf(this.windows);
    if (!lines.some(({ name }) => name === column) || !this.windows.some(({ key }) => key === window)) return;
    this.moveTo(cellOf({ column, window }, { lines, windows: this.windows }));
    this.renderRoot.querySelector('td[tabindex="0"]')?.scrollIntoView({ block: 'center' });
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const lines = linesOf(this.windows);
    const last = { row: lines.length - 1, column: this.windows.length - 1 };
    const next = cellAfter(event, this.cellIn(lines), { last });
    if (!next) return;
    event.preventDefault();
    this.moveTo(next);
  };

  private cellIn(lines: readonly Line[]): CellAt {
    return cellOf(this.chosen ?? { column: this.suspect }, { lines, windows: this.windows });
  }

  private moveTo(cell: CellAt): void {
    const column = linesOf(this.windows)[cell.row]?.name;
    const window = this.windows[cell.column]?.key;
    if (column === undefined || window === undefined) return;
    this.chosen = { column, window };
    this.stopAt(cell, true);
  }

  private stopAt({ row, column }: CellAt, withFocus: boolean): void {
    stopAt(this.renderRoot.querySelector('table'), { row, column: column + 1 }, withFocus);
  }

  private choose(measure: string): void {
    this.dispatchEvent(new CustomEvent('measure', { detail: measure }));
  }
}

/** A window's name in two short lines. */
function heading({ ends: [first, second], isComplete }: WindowState) {
  return html`${first}${second === undefined ? nothing : html`<br />to ${second}`}${
    isComplete ? nothing : html`<br /><i>so far</i>`
  }`;
}
