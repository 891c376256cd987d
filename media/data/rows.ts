// A page of rows: sorted by a column, only those a finding rests on where one is chosen, walked through by keyboard.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Cell, RowsAnswer } from '../../src/protocol/data';
import type { Finding } from '../../src/protocol/data';
import type { Failure } from '../../src/protocol/messages';
import { empty, emptyStyle, waiting } from '../parts/empty';
import { count, figure } from '../parts/format';
import { cellAfter, clamp, stopAt, type CellAt } from '../parts/gridKeys';
import { base } from '../parts/style';

export interface RowsView {
  readonly finding?: string;
  readonly sort?: { readonly column: string; readonly isDescending: boolean };
  readonly offset: number;
}
export const firstRowsView: RowsView = { offset: 0 };
export const pageSize = 100;

/** Fires `view` with the new view in `detail`. */
@customElement('ml-rows')
export class Rows extends LitElement {
  static override styles = [
    base,
    emptyStyle,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        height: 100%;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 8px;
        flex-wrap: wrap;
        min-height: 36px;
        padding: 4px 0;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        border: 1px solid var(--vscode-inputOption-activeBorder, var(--line));
        background: var(--vscode-inputOption-activeBackground, transparent);
        border-radius: 4px;
        padding: 1px 2px 1px 8px;
        max-width: 100%;
      }
      .chip span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .wait {
        height: 2px;
        flex: none;
      }
      .scroll {
        flex: 1;
        overflow: auto;
        min-height: 120px;
        border-top: 1px solid var(--line);
      }
      th,
      td {
        padding: 2px 10px;
        border-bottom: 1px solid var(--line);
        white-space: nowrap;
        max-width: 40ch;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--vscode-editor-background);
        z-index: 1;
      }
      thead th:first-child,
      tbody th {
        position: sticky;
        left: 0;
        background: var(--vscode-editor-background);
        color: var(--quiet);
        font-weight: normal;
      }
      thead th:first-child {
        z-index: 2;
      }
      td:focus {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      tbody tr:hover td {
        background: var(--vscode-list-hoverBackground);
      }
      .marked {
        background: var(--vscode-editor-findMatchHighlightBackground, transparent);
      }
      .gone {
        color: var(--quiet);
        font-style: italic;
      }
    `,
  ];
  @property({ attribute: false }) page: RowsAnswer | undefined;
  @property({ attribute: false }) failure: Failure | undefined;
  @property({ type: Boolean }) isWaiting = false;
  @property({ attribute: false }) view = firstRowsView;
  /** The finding whose rows are shown. */
  @property({ attribute: false }) finding: Finding | undefined;
  private cell: CellAt = { row: 0, column: 0 };
  private hasCellFocus = false;

  override render() {
    if (this.failure) return empty('error', this.failure);
    if (!this.page) return waiting('Reading rows');
    const { page } = this;
    return html`
      <div class="bar">
        ${
          this.finding
            ? html`<div class="chip">
                <vscode-icon name="list-filter"></vscode-icon>
                <span title=${this.finding.message}>${this.finding.message}</span>
                <vscode-toolbar-button
                  icon="close"
                  label="Show all rows again"
                  @click=${() => this.change({ offset: 0, ...this.sorting() })}
                ></vscode-toolbar-button>
              </div>`
            : nothing
        }
        <div class="row push">${this.pager(page)}</div>
      </div>
      <div class="wait">
        ${this.isWaiting ? html`<vscode-progress-bar aria-label="Reading rows"></vscode-progress-bar>` : nothing}
      </div>
      ${
        page.total === 0
          ? empty('table', {
              message: this.finding ? 'No row meets this condition any more.' : 'The table has no rows.',
            })
          : this.table(page)
      }
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('page') || !this.page) return;
    this.renderRoot.querySelector('.scroll')?.scrollTo({ top: 0 });
    const cell = {
      row: clamp(this.cell.row, this.page.rows.length - 1),
      column: clamp(this.cell.column, this.page.columns.length - 1),
    };
    this.moveTo(cell, this.hasCellFocus);
  }

  private pager({ rows, total }: RowsAnswer) {
    const { offset } = this.view;
    const last = Math.max(0, Math.floor((total - 1) / pageSize) * pageSize);
    const to = (where: number) => () => this.change({ ...this.view, offset: where });
    const button = (icon: string, label: string, where: number, isOff: boolean) =>
      html`<vscode-toolbar-button
        icon=${icon}
        label=${label}
        ?disabled=${isOff}
        @click=${to(where)}
      ></vscode-toolbar-button>`;
    return html`
      <span class="quiet number" role="status"
        >${total === 0 ? '0 rows' : `${count(offset + 1)} to ${count(offset + rows.length)} of ${count(total)}`}</span
      >
      ${button('debug-step-back', 'First page', 0, offset === 0)}
      ${button('chevron-left', 'Previous page', Math.max(0, offset - pageSize), offset === 0)}
      ${button('chevron-right', 'Next page', Math.min(last, offset + pageSize), offset >= last)}
      ${button('debug-step-over', 'Last page', last, offset >= last)}
    `;
  }

  private table(page: RowsAnswer) {
    const marked = new Set(this.finding?.columns ?? []);
    const isNumber = page.columns.map(({ type }) => /INT|DOUBLE|FLOAT|DECIMAL|REAL|NUMERIC/.test(type));
    return html`<div class="scroll">
      <table
        role="grid"
        aria-rowcount=${page.total + 1}
        aria-colcount=${page.columns.length}
        @keydown=${this.onKey}
      >
        <thead>
          <tr>
            <th scope="col" class="number"><span class="hidden-text">Row number</span>#</th>
            ${page.columns.map(({ name, type }, index) => this.header({ name, type, isNumber: isNumber[index] === true }))}
          </tr>
        </thead>
        <tbody @focusin=${() => (this.hasCellFocus = true)} @focusout=${() => (this.hasCellFocus = false)}>
          ${page.rows.map(
            (cells, row) =>
              html`<tr aria-rowindex=${this.view.offset + row + 2}>
                <th scope="row" class="number">${count(page.numbers[row] ?? 0)}</th>
                ${cells.map((cell, column) => {
                  const text = shown(cell);
                  return html`<td
                    role="gridcell"
                    tabindex="-1"
                    class="${isNumber[column] ? 'number' : ''} ${
                      marked.has(page.columns[column]?.name ?? '') ? 'marked' : ''
                    }"
                    title=${text.length > 30 ? text : nothing}
                    @click=${() => this.moveTo({ row, column }, true)}
                  >
                    ${
                      cell === null
                        ? html`<span class="gone">missing</span>`
                        : text === ''
                          ? html`<span class="gone">empty</span>`
                          : text
                    }
                  </td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private header({ name, type, isNumber }: { name: string; type: string; isNumber: boolean }) {
    const { sort } = this.view;
    const isSorted = sort?.column === name;
    return html`<th
      scope="col"
      class=${isNumber ? 'number' : ''}
      aria-sort=${isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button class="plain" title="${name}: ${type}" @click=${() => this.sortBy(name)}>
        ${name}${
          isSorted
            ? html`<vscode-icon
                name=${sort.isDescending ? 'arrow-down' : 'arrow-up'}
                size="12"
              ></vscode-icon>`
            : nothing
        }
      </button>
    </th>`;
  }

  /** Ascending, then descending, then as the table lies. */
  private sortBy(column: string): void {
    const { finding, sort } = this.view;
    const next =
      sort?.column !== column
        ? { column, isDescending: false }
        : sort.isDescending
          ? undefined
          : { column, isDescending: true };
    this.change({ offset: 0, ...(finding !== undefined && { finding }), ...(next && { sort: next }) });
  }

  private readonly sorting = () => (this.view.sort ? { sort: this.view.sort } : {});

  private readonly onKey = (event: KeyboardEvent) => {
    if (!this.page || !this.hasCellFocus) return;
    const { page, view } = this;
    const last = { row: page.rows.length - 1, column: page.columns.length - 1 };
    const next = cellAfter(event, this.cell, last);
    if (next) this.moveTo(next, true);
    else if (event.key === 'PageDown' && view.offset + pageSize < page.total)
      this.change({ ...view, offset: view.offset + pageSize });
    else if (event.key === 'PageUp' && view.offset > 0)
      this.change({ ...view, offset: Math.max(0, view.offset - pageSize) });
    else return;
    event.preventDefault();
  };

  private moveTo(cell: CellAt, withFocus: boolean): void {
    this.cell = cell;
    stopAt(this.renderRoot.querySelector('tbody'), { row: cell.row, column: cell.column + 1 }, withFocus);
  }

  private change(view: RowsView): void {
    this.dispatchEvent(new CustomEvent('view', { detail: view }));
  }
}

const shown = (cell: Cell) =>
  typeof cell === 'number' && !Number.isInteger(cell) ? exact(cell) : String(cell);

/** All digits that a table has room for; `figure` rounds, and a row is looked at for its true value. */
const exact = (value: number) =>
  Number.isFinite(value) ? String(Number(value.toPrecision(10))) : figure(value);
