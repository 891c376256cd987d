// The columns of a table: type, what is missing, distribution and top values; sorted and filtered here, one opened for its details.
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ColumnProfile, Profile } from '../../src/protocol/data';
import type { Finding } from '../../src/protocol/data';
import { empty, emptyStyle } from '../parts/empty';
import { count, counted } from '../../src/protocol/figures';
import { cellAfter, headRow } from '../parts/gridKeys';
import { makeStop } from '../parts/gridStop';
import { isolated } from '../parts/isolated';
import { severityIcon } from '../parts/severity';
import { base } from '../parts/style';
import { hidden, missing, saysMore, summary } from './columnCells';
import { columnsStyle } from './columnsStyle';
import './columnDetail';
import { sparkline } from './sparkline';

export type ColumnOrder = 'position' | 'name' | 'type' | 'missing' | 'distinct';
export interface ColumnsView {
  readonly text: string;
  readonly order: ColumnOrder;
  readonly isDescending: boolean;
  readonly opened: readonly string[];
}
export const firstColumnsView: ColumnsView = { text: '', order: 'position', isDescending: false, opened: [] };

const kindIcons: Readonly<Record<ColumnProfile['kind'], string>> = {
  integer: 'symbol-numeric',
  number: 'symbol-numeric',
  string: 'symbol-string',
  boolean: 'symbol-boolean',
  date: 'calendar',
  timestamp: 'calendar',
  other: 'symbol-misc',
};

/** Fires `view` with the new view in `detail`. */
@customElement('ml-columns')
export class Columns extends LitElement {
  static override styles = [base, emptyStyle, columnsStyle];
  @property({ attribute: false }) profile: Profile | undefined;
  @property({ attribute: false }) findings: readonly Finding[] = [];
  @property() label = '';
  @property({ attribute: false }) view = firstColumnsView;
  /** The finding that led here just now: its column gets the focus. */
  @property({ attribute: false }) entered: Finding | undefined;

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.table?.querySelector('[tabindex="0"]')) makeStop(this.table, this.names[0]);
    const [name] = this.entered?.columns ?? [];
    if (!changed.has('entered') || name === undefined) return;
    const find = () =>
      this.renderRoot.querySelector<HTMLElement>(`[data-column="${CSS.escape(name)}"] button`);
    requestAnimationFrame(() => find()?.focus()); // its tab opens meanwhile
  }

  override render() {
    if (!this.profile) return nothing;
    const { columns, rows } = this.profile;
    if (columns.length === 0) return empty('table', { message: 'The table has no columns.' });
    const wanted = this.view.text.trim().toLowerCase();
    const shown = sorted(
      columns.filter((column) =>
        [column.name, column.kind, column.semantic].some((text) => text.toLowerCase().includes(wanted)),
      ),
      this.view,
    );
    return html`
      <div class="bar">
        <vscode-textfield
          placeholder="Filter columns"
          label="Filter columns"
          .value=${this.view.text}
          @input=${(event: Event) => this.change({ text: (event.target as HTMLInputElement).value })}
        >
          <vscode-icon slot="content-before" name="search"></vscode-icon>
        </vscode-textfield>
        <span class="quiet" role="status"
          >${
            shown.length === columns.length
              ? counted(columns.length, 'column')
              : `${count(shown.length)} of ${counted(columns.length, 'column')}`
          }</span
        >
      </div>
      ${
        shown.length === 0
          ? empty('search', { message: 'No column matches the filter.' })
          : html`<div class="scroll">
              <table role="grid" aria-label="Columns" @keydown=${this.onKey} @focusin=${this.onFocus}>
                <thead>
                  <tr>
                    ${this.header('name', 'Column')} ${this.header('type', 'Type')}
                    ${this.header('missing', 'Missing', true)} ${this.header('distinct', 'Distinct', true)}
                    <th scope="col">Distribution</th>
                    <th scope="col">Range and top values</th>
                  </tr>
                </thead>
                <tbody>
                  ${repeat(
                    shown,
                    ({ name }) => name,
                    (column) => this.column(column, rows),
                  )}
                </tbody>
              </table>
            </div>`
      }
    `;
  }

  private header(order: ColumnOrder, text: string, isNumber = false) {
    const isActive = this.view.order === order;
    const direction = this.view.isDescending ? 'descending' : 'ascending';
    return html`<th scope="col" class=${isNumber ? 'number' : ''} aria-sort=${isActive ? direction : 'none'}>
      <button class="plain" tabindex="-1" @click=${() => this.sortBy(order)}>
        ${text}${
          isActive
            ? html`<vscode-icon
                name=${this.view.isDescending ? 'arrow-down' : 'arrow-up'}
                size="12"
              ></vscode-icon>`
            : nothing
        }
      </button>
    </th>`;
  }

  private column(column: ColumnProfile, rows: number) {
    const isOpen = this.view.opened.includes(column.name);
    const worst = worstOf(this.findings.filter(({ columns }) => columns.includes(column.name)));
    return html`<tr class="column" data-column=${column.name}>
        <td>
          <button
            class="plain name"
            tabindex="-1"
            aria-expanded=${isOpen}
            title=${isolated(column.name)}
            @click=${() => this.toggle(column.name)}
          >
            <vscode-icon name=${isOpen ? 'chevron-down' : 'chevron-right'}></vscode-icon>
            <vscode-icon class="quiet" name=${kindIcons[column.kind]}></vscode-icon>
            <span dir="auto">${column.name}</span>
            ${column.name === this.label ? html`<span class="tag">target</span>` : nothing}
            ${worst ? severityIcon(worst, 'alone') : nothing}
          </button>
        </td>
        <td>
          ${column.kind}${saysMore(column) ? html` <span class="quiet semantic">${column.semantic}</span>` : nothing}
        </td>
        <td>${missing(column, rows)}</td>
        <td class="number">${column.isDistinctExact ? '' : '~'}${count(column.distinct)}</td>
        <td>${sparkline(column)}</td>
        <td class="wide">
          <div class="values" title=${summary(column, rows)}>${summary(column, rows)}</div>
        </td>
      </tr>
      ${
        isOpen
          ? html`<tr>
              <td class="detail" colspan="6">
                <ml-column-detail .column=${column} .rows=${rows}></ml-column-detail>
              </td>
            </tr>`
          : nothing
      }`;
  }

  /** One stop for Tab: the arrow keys lead through the names, and from the first up to the heads. */
  private readonly onKey = (event: KeyboardEvent) => {
    const { heads, names } = this;
    const button = event.target as HTMLElement;
    const column = heads.indexOf(button);
    if (column < 0 && !names.includes(button)) return;
    const from = column < 0 ? { row: names.indexOf(button), column: 0 } : { row: headRow, column };
    const last = { row: names.length - 1, column: heads.length - 1 };
    const next = cellAfter(event, from, { last, top: headRow });
    if (!next) return;
    event.preventDefault();
    (next.row === headRow ? heads[next.column] : names[next.row])?.focus();
  };

  private readonly onFocus = ({ target }: FocusEvent) => {
    if ([...this.heads, ...this.names].includes(target as HTMLElement))
      makeStop(this.table, target as HTMLElement);
  };

  private get table(): HTMLTableElement | null {
    return this.renderRoot.querySelector('table');
  }

  private get heads(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('thead button')];
  }

  private get names(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('tr.column button')];
  }

  private sortBy(order: ColumnOrder): void {
    if (this.view.order !== order)
      this.change({ order, isDescending: order === 'missing' || order === 'distinct' });
    else if (this.view.isDescending === (order === 'missing' || order === 'distinct'))
      this.change({ isDescending: !this.view.isDescending });
    else this.change({ order: 'position', isDescending: false });
  }

  private toggle(name: string): void {
    const { opened } = this.view;
    this.change({
      opened: opened.includes(name) ? opened.filter((other) => other !== name) : [...opened, name],
    });
  }

  private change(part: Partial<ColumnsView>): void {
    this.dispatchEvent(new CustomEvent('view', { detail: { ...this.view, ...part } }));
  }
}

function sorted(columns: readonly ColumnProfile[], { order, isDescending }: ColumnsView): ColumnProfile[] {
  const keys: Readonly<Record<ColumnOrder, (column: ColumnProfile) => number | string>> = {
    position: () => 0,
    name: ({ name }) => name.toLowerCase(),
    type: ({ kind }) => kind,
    missing: (column) => column.missing + hidden(column),
    distinct: ({ distinct }) => distinct,
  };
  const key = keys[order];
  const sign = isDescending ? -1 : 1;
  return [...columns].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left < right ? -sign : left > right ? sign : 0;
  });
}

function worstOf(findings: readonly Finding[]) {
  const open = findings.filter(({ resolvedBy }) => resolvedBy === undefined);
  return (['error', 'warning', 'info'] as const).find((severity) =>
    open.some((finding) => finding.severity === severity),
  );
}
