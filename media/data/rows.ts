// A page of rows: sorted by a column, only those a finding rests on where one is chosen, walked through by keyboard.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RestsOn, RowsAnswer } from '../../src/protocol/data';
import type { Failure } from '../../src/protocol/panel';
import { empty, emptyStyle, refused, waiting } from '../parts/empty';
import { count } from '../../src/protocol/figures';
import { cellAfter, clamp, headRow, type CellAt } from '../parts/gridKeys';
import { stopAt } from '../parts/gridStop';
import { isolated, isolatedIn } from '../parts/isolated';
import { bar, ringStyle } from '../parts/ring';
import { base } from '../parts/style';
import { cellText } from './cellText';
import { pager } from './pager';
import { rowsStyle } from './rowsStyle';

export interface RowsView {
  readonly finding?: string;
  readonly sort?: { readonly column: string; readonly isDescending: boolean };
  readonly offset: number;
}
interface Heading {
  readonly name: string;
  readonly type: string;
  readonly index: number;
  readonly isNumber: boolean;
  readonly isMarked: boolean;
}

/** Where nobody has moved yet: what a finding is about comes first. */
const firstCell: CellAt = { row: 0, column: 0 };

export const firstRowsView: RowsView = { offset: 0 };
/** The most rows of a page; a wide table's page says that it holds fewer. */
export const mostRows = 100;

/** Fires `view` with the new view in `detail`, and `retry`. */
@customElement('ml-rows')
export class Rows extends LitElement {
  static override styles = [base, emptyStyle, ringStyle, rowsStyle];
  @property({ attribute: false }) page: RowsAnswer | undefined;
  @property({ attribute: false }) failure: Failure | undefined;
  @property({ type: Boolean }) isWaiting = false;
  @property({ attribute: false }) view = firstRowsView;
  /** The finding whose rows are shown. */
  @property({ attribute: false }) finding: RestsOn | undefined;
  /** The finding that led here just now: its first cell gets the focus. */
  @property({ attribute: false }) entered: RestsOn | undefined;
  private cell: CellAt = firstCell;
  private hasCellFocus = false;

  override render() {
    if (this.failure)
      return refused(
        this.failure,
        () => this.dispatchEvent(new CustomEvent('retry')),
        this.view.finding === undefined
          ? nothing
          : html`<vscode-button @click=${() => this.showAll()}>Show All Rows</vscode-button>`,
      );
    if (!this.page) return waiting('Reading rows');
    const { page } = this;
    return html`
      <div class="bar">
        ${
          this.finding
            ? html`<div class="chip">
                <vscode-icon name="list-filter"></vscode-icon>
                <span title=${isolatedIn(this.finding)}>${isolatedIn(this.finding)}</span>
                <vscode-toolbar-button
                  icon="close"
                  label="Show all rows again"
                  @click=${() => this.showAll()}
                ></vscode-toolbar-button>
              </div>`
            : nothing
        }
        <div class="row push">
          ${pager({
            offset: this.view.offset,
            shown: page.rows.length,
            total: page.total,
            pageSize: page.limit,
            go: (offset) => this.change({ ...this.view, offset }),
          })}
        </div>
      </div>
      <div class="wait">${this.isWaiting ? bar('Reading rows') : nothing}</div>
      ${
        page.total === 0
          ? empty('table', {
              message: this.finding ? 'No row meets this condition any more.' : 'The table has no rows.',
            })
          : this.table(page)
      }
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('entered') || !this.entered) return;
    this.cell = firstCell;
    this.hasCellFocus = true;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('page')) this.settle();
    else if (changed.has('entered') && !this.isWaiting) requestAnimationFrame(() => this.settle()); // its tab opens meanwhile
  }

  private settle(): void {
    if (!this.page) return;
    this.renderRoot.querySelector('.scroll')?.scrollTo({ top: 0 });
    const marked = this.page.columns.findIndex(({ name }) => this.finding?.columns.includes(name));
    const column = this.cell === firstCell ? marked : this.cell.column;
    if (this.cell === firstCell) this.showMarked();
    const cell = {
      row: clamp(this.cell.row, this.page.rows.length - 1, headRow),
      column: clamp(column, this.page.columns.length - 1),
    };
    this.moveTo(cell, this.hasCellFocus);
  }

  /** What a finding is about may lie far to the right. */
  private showMarked(): void {
    const scroll = this.renderRoot.querySelector('.scroll');
    const marked = this.renderRoot.querySelector<HTMLElement>('thead th.marked');
    if (scroll && marked) scroll.scrollTo({ left: marked.offsetLeft - scroll.clientWidth / 2 });
  }

  private table(page: RowsAnswer) {
    const marked = new Set(this.finding?.columns ?? []);
    const isNumber = page.columns.map(({ type }) => /INT|DOUBLE|FLOAT|DECIMAL|REAL|NUMERIC/.test(type));
    return html`<div class="scroll">
      <table
        role="grid"
        aria-label="Rows"
        aria-rowcount=${page.total + 1}
        aria-colcount=${page.columns.length + 1}
        @keydown=${this.onKey}
        @focusin=${() => (this.hasCellFocus = true)}
        @focusout=${() => (this.hasCellFocus = false)}
      >
        <thead>
          <tr>
            <th scope="col" class="number"><span class="hidden-text">Row number</span>#</th>
            ${page.columns.map(({ name, type }, index) => this.header({ name, type, index, isNumber: isNumber[index] === true, isMarked: marked.has(name) }))}
          </tr>
        </thead>
        <tbody>
          ${page.rows.map(
            (cells, row) =>
              html`<tr aria-rowindex=${this.view.offset + row + 2}>
                <th scope="row" class="number">${count(page.numbers[row] ?? 0)}</th>
                ${cells.map((cell, column) => {
                  const text = cellText(cell, page.columns[column]?.type ?? '');
                  return html`<td
                    role="gridcell"
                    tabindex="-1"
                    dir="auto"
                    class="${isNumber[column] ? 'number' : ''} ${
                      marked.has(page.columns[column]?.name ?? '') ? 'marked' : ''
                    }"
                    title=${text.length > 30 ? isolated(text) : nothing}
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

  private header({ name, type, index, isNumber, isMarked }: Heading) {
    const { sort } = this.view;
    const isSorted = sort?.column === name;
    return html`<th
      scope="col"
      class="${isNumber ? 'number' : ''} ${isMarked ? 'marked' : ''}"
      aria-sort=${isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        class="plain"
        tabindex="-1"
        title="${isolated(name)}: ${type}"
        @focus=${() => this.moveTo({ row: headRow, column: index }, false)}
        @click=${() => this.sortBy(name)}
      >
        <span dir="auto">${name}</span>${
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

  private showAll(): void {
    this.change({ offset: 0, ...(this.view.sort && { sort: this.view.sort }) });
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (!this.page || !this.hasCellFocus) return;
    const { page, view } = this;
    const last = { row: page.rows.length - 1, column: page.columns.length - 1 };
    const next = cellAfter(event, this.cell, { last, top: headRow });
    if (next) this.moveTo(next, true);
    else if (event.key === 'Escape' && view.finding !== undefined) this.showAll();
    else if (event.key === 'PageDown' && view.offset + page.limit < page.total)
      this.change({ ...view, offset: view.offset + page.limit });
    else if (event.key === 'PageUp' && view.offset > 0)
      this.change({ ...view, offset: Math.max(0, view.offset - page.limit) });
    else return;
    event.preventDefault();
  };

  private moveTo(cell: CellAt, withFocus: boolean): void {
    this.cell = cell;
    stopAt(this.renderRoot.querySelector('table'), { row: cell.row, column: cell.column + 1 }, withFocus);
  }

  private change(view: RowsView): void {
    this.dispatchEvent(new CustomEvent('view', { detail: view }));
  }
}
