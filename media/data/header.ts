// The head of the data panel: what is looked at, how it stands, and what can be done with it.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type {
  CheckResult,
  DataProtocol,
  DataState,
  Profile,
  TableName,
  TableState,
} from '../../src/protocol/data';
import { bytes, count } from '../../src/protocol/figures';
import { factsStyle } from '../parts/factsStyle';
import { days, minute } from '../../src/protocol/times';
import { ring, ringStyle } from '../parts/ring';
import { severityIcon } from '../parts/severity';
import { base } from '../parts/style';
import { verdictOf } from './verdict';

const tableNames: Readonly<Record<TableName, string>> = {
  prepared: 'Prepared',
  collected: 'Collected',
  file: 'File',
};

type Stage = NonNullable<DataState['due']>['stage'];
const words: Readonly<Record<Stage, string>> = { collect: 'Collect', prepare: 'Prepare', check: 'Check' };
const icons: Readonly<Record<Stage, string>> = {
  collect: 'cloud-download',
  prepare: 'filter',
  check: 'checklist',
};

/** Fires `table` with a TableName and `act` with an action of the protocol in `detail`. */
@customElement('ml-data-header')
export class DataHeader extends LitElement {
  static override styles = [
    base,
    factsStyle,
    ringStyle,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 6px;
        padding: 16px 20px 8px;
      }
      h1 {
        overflow-wrap: anywhere;
      }
      /* As high before the verdict is known as with it, so that what stands below stays where it is. */
      [role='status'] {
        min-height: 1.4em;
      }
      vscode-single-select {
        width: 120px;
      }
    `,
  ];
  @property({ attribute: false }) state: DataState | undefined;
  @property({ attribute: false }) table: TableState | undefined;
  @property({ attribute: false }) profile: Profile | undefined;
  @property({ attribute: false }) check: CheckResult | undefined;
  /** Whether the table cannot be read as what its name says. */
  @property({ type: Boolean }) isUnreadable = false;

  override render() {
    const { state, table } = this;
    if (!state) return nothing;
    return html`
      <div class="row">
        <h1>${state.title}</h1>
        ${state.tables.length > 1 && table ? this.tables(state, table) : nothing}
        <div class="row push">${this.actions(state, table)}</div>
      </div>
      ${table ? this.facts(table) : nothing}
      <div class="row" role="status" aria-live="polite">${this.verdict(state)}</div>
    `;
  }

  private tables(state: DataState, shown: TableState) {
    return html`<vscode-single-select
      label="Table"
      aria-label="Table shown"
      .value=${shown.table}
      @change=${(event: Event) => this.fire('table', (event.target as HTMLSelectElement).value)}
    >
      ${state.tables.map(
        ({ table }) =>
          html`<vscode-option value=${table} ?selected=${table === shown.table}
            >${tableNames[table]}</vscode-option
          >`,
      )}
    </vscode-single-select>`;
  }

  private actions(state: DataState, table: TableState | undefined) {
    const act = (action: DataProtocol['action']) => () => this.fire('act', action);
    const stage = state.due?.stage ?? 'check';
    if (!state.isTrusted)
      return html`<vscode-button secondary icon="shield" @click=${act({ kind: 'trust' })}
        >Restricted Mode: Manage Trust</vscode-button
      >`;
    return html`
      ${
        state.target.kind === 'dataset'
          ? html`${
                table
                  ? html`<vscode-button
                      icon=${icons[stage]}
                      ?secondary=${!state.due}
                      aria-disabled=${!!state.working}
                      @click=${state.working ? nothing : act({ kind: 'run', stage })}
                      >${words[stage]}</vscode-button
                    >`
                  : nothing
              }
              <vscode-button secondary icon="go-to-file" @click=${act({ kind: 'openManifest' })}
                >lifecycle.yaml</vscode-button
              >`
          : table
            ? html`<vscode-button
                icon="add"
                ?disabled=${this.isUnreadable}
                @click=${act({ kind: 'addToManifest' })}
                >Add to lifecycle.yaml</vscode-button
              >`
            : nothing
      }
      ${
        table
          ? html`<vscode-button
              secondary
              icon="folder-opened"
              title=${table.path}
              @click=${act({ kind: 'openFile', table: table.table })}
              >Reveal File</vscode-button
            >`
          : nothing
      }
    `;
  }

  private facts(table: TableState) {
    const rows = table.rows ?? this.profile?.rows;
    const columns = table.columns ?? this.profile?.columns.length;
    const parts = table.parts.map(({ name, rows: size, from, to }) => ({
      name,
      size,
      title: from !== undefined && to !== undefined ? days(from, to) : '',
    }));
    return html`<div class="facts">
      ${rows === undefined ? nothing : html`<span><b>${count(rows)}</b> ${rows === 1 ? 'row' : 'rows'}</span>`}
      ${columns === undefined ? nothing : html`<span><b>${count(columns)}</b> ${columns === 1 ? 'column' : 'columns'}</span>`}
      ${parts.map(({ name, size, title }) => html`<span title=${title}>${name} <b>${count(size)}</b></span>`)}
      ${table.bytes === undefined ? nothing : html`<span>${bytes(table.bytes)}</span>`}
      ${
        table.version === undefined
          ? nothing
          : html`<span>version <span class="code">${table.version}</span></span>`
      }
      ${table.at === undefined ? nothing : html`<span>${minute(table.at, this.state?.zone)}</span>`}
      ${table.table === 'prepared' ? nothing : html`<span class="code">${table.path}</span>`}
    </div>`;
  }

  private verdict(state: DataState) {
    if (state.working) return html`<span class="row sentence">${ring('small')}${state.working}</span>`;
    if (!this.table && state.target.kind === 'file')
      return html`<span class="row sentence">${severityIcon('error')}The file is gone</span>`;
    if (!this.check) return nothing;
    const { severity, text } = verdictOf({
      check: this.check,
      isFull: state.check !== undefined,
      isEntry: state.target.kind === 'dataset',
      due: state.due?.why,
      rows: this.table?.rows ?? this.profile?.rows,
    });
    return html`<span class="row sentence">${severityIcon(severity)}${text}</span>`;
  }

  private fire(kind: 'table' | 'act', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
