// The data panel as a page: header, and findings, columns and rows below it. What it shows is asked for here and handed down.
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type {
  CheckResult,
  DataProtocol,
  DataState,
  Finding,
  RestsOn,
  TableName,
  TableState,
} from '../../src/protocol/data';
import type { Failure } from '../../src/protocol/panel';
import '../data/columns';
import { offendingRows } from '../data/expectationList';
import { firstColumnsView, type ColumnsView } from '../data/columns';
import '../data/findings';
import '../data/header';
import { panelStyle } from '../data/panelStyle';
import '../data/rows';
import { firstRowsView, mostRows, type RowsView } from '../data/rows';
import { Asking } from '../parts/asking';
import { empty, emptyStyle, refused, waiting } from '../parts/empty';
import { count } from '../../src/protocol/figures';
import { connect } from '../parts/host';
import { base } from '../parts/style';

const tabs = ['findings', 'columns', 'rows'] as const;

interface View {
  readonly tab: (typeof tabs)[number];
  readonly table?: TableName;
  readonly columns: ColumnsView;
  readonly rows: RowsView;
}

@customElement('ml-data')
export class DataPanel extends LitElement {
  static override styles = [base, emptyStyle, panelStyle];
  @state() private shown: DataState | undefined;
  @state() private failure: Failure | undefined;
  @state() private view: View;
  /** The finding that a person just followed to its rows or column. */
  @state() private entered: RestsOn | undefined;
  private readonly host = connect<DataProtocol, View>({
    onState: (next) => {
      this.shown = next;
      this.failure = undefined;
    },
    onFailure: (failure) => (this.failure = failure),
  });
  private readonly profile = new Asking<DataProtocol, 'profile'>(this);
  private readonly look = new Asking<DataProtocol, 'check'>(this);
  private readonly rows = new Asking<DataProtocol, 'rows'>(this);

  constructor() {
    super();
    this.view = this.host.kept ?? { tab: 'findings', columns: firstColumnsView, rows: firstRowsView };
  }

  protected override willUpdate(): void {
    const table = this.table;
    if (!table) return this.forget();
    const version = `${table.version ?? ''} ${table.at ?? ''}`;
    this.profile.ask(this.host, { kind: 'profile', table: table.table }, version);
    const raw = this.shown?.tables.find(({ table: name }) => name !== 'prepared');
    if (!this.shown?.check) this.look.ask(this.host, { kind: 'check', table: (raw ?? table).table }, version);
    const { finding, sort, offset } = this.view.rows;
    if (this.view.tab === 'rows')
      this.rows.ask(
        this.host,
        {
          kind: 'rows',
          table: table.table,
          offset,
          limit: mostRows,
          ...(finding !== undefined && { finding }),
          ...(sort && { sort }),
        },
        version,
      );
  }

  override render() {
    const { shown, table } = this;
    if (this.failure) return refused(this.failure, () => this.again());
    if (!shown) return waiting('Opening');
    return html`
      <ml-data-header
        .state=${shown}
        .table=${table}
        .profile=${this.profile.answer}
        .check=${this.check}
        ?isUnreadable=${!this.check && this.look.failure !== undefined}
        @table=${(event: CustomEvent<TableName>) => this.chooseTable(event.detail)}
        @act=${(event: CustomEvent<DataProtocol['action']>) => this.host.act(event.detail)}
      ></ml-data-header>
      ${table ? this.body(table) : this.nothing(shown)}
    `;
  }

  /** What was said of data that is gone holds no more; it is asked again where the data comes back. */
  private forget(): void {
    this.profile.clear();
    this.look.clear();
    this.rows.clear();
  }

  private nothing({ nothing: why, isTrusted, target, working }: DataState) {
    if (working) return waiting(working);
    const actions =
      isTrusted && target.kind === 'dataset'
        ? html`<vscode-button
            icon="cloud-download"
            @click=${() => this.host.act({ kind: 'run', stage: 'collect' })}
            >Collect</vscode-button
          >`
        : nothing;
    return empty('database', why ?? { message: 'There is nothing to show.' }, actions);
  }

  private body(table: TableState) {
    const serious = this.check?.findings.filter(
      ({ resolvedBy, severity }) => resolvedBy === undefined && severity !== 'info',
    ).length;
    const unmet = this.check?.expectations.filter(({ passed }) => !passed).length ?? 0;
    const columns = table.columns ?? this.profile.answer?.columns.length;
    return html`<vscode-tabs
      .selectedIndex=${tabs.indexOf(this.view.tab)}
      @vsc-tabs-select=${(event: CustomEvent<{ selectedIndex: number }>) =>
        this.change({ tab: tabs[event.detail.selectedIndex] ?? 'findings' })}
    >
      <vscode-tab-header
        >Findings ${badge(serious === undefined ? undefined : serious + unmet)}</vscode-tab-header
      >
      <vscode-tab-panel>${this.findings(table)}</vscode-tab-panel>
      <vscode-tab-header>Columns ${badge(columns)}</vscode-tab-header>
      <vscode-tab-panel class="whole">${this.columns()}</vscode-tab-panel>
      <vscode-tab-header>Rows</vscode-tab-header>
      <vscode-tab-panel class="whole">
        <ml-rows
          .page=${this.rows.answer}
          .failure=${this.rows.failure}
          .isWaiting=${this.rows.isWaiting}
          .view=${this.view.rows}
          .entered=${this.view.tab === 'rows' ? this.entered : undefined}
          .finding=${this.restingOn(this.view.rows.finding)}
          @view=${(event: CustomEvent<RowsView>) => this.change({ rows: event.detail })}
          @retry=${() => this.rows.retry()}
        ></ml-rows>
      </vscode-tab-panel>
    </vscode-tabs>`;
  }

  private findings(table: TableState) {
    if (!this.check && this.look.failure) return refused(this.look.failure, () => this.look.retry());
    if (!this.check) return waiting(`Looking through ${table.path}`);
    return html`<ml-findings
      .check=${this.check}
      .rows=${table.rows ?? this.profile.answer?.rows}
      .canShowRows=${(finding: RestsOn) => this.canShowRows(finding)}
      ?canAddSteps=${this.shown?.isTrusted === true && this.shown.target.kind === 'dataset'}
      @show-rows=${(event: CustomEvent<string>) => this.showRows(event.detail)}
      @show-column=${(event: CustomEvent<Finding>) => this.showColumn(event.detail)}
      @add-steps=${(event: CustomEvent<string[]>) => this.host.act({ kind: 'addSteps', findings: event.detail })}
    ></ml-findings>`;
  }

  private columns() {
    if (this.profile.failure) return refused(this.profile.failure, () => this.profile.retry());
    if (!this.profile.answer) return waiting('Profiling the columns');
    return html`<ml-columns
      .profile=${this.profile.answer}
      .findings=${this.check?.findings ?? []}
      .label=${this.shown?.label ?? ''}
      .entered=${this.view.tab === 'columns' ? this.entered : undefined}
      .view=${this.view.columns}
      @view=${(event: CustomEvent<ColumnsView>) => this.change({ columns: event.detail })}
    ></ml-columns>`;
  }

  private get check(): CheckResult | undefined {
    return this.shown?.check ?? this.look.answer;
  }

  private get table(): TableState | undefined {
    const tables = this.shown?.tables ?? [];
    return tables.find(({ table }) => table === this.view.table) ?? tables[0];
  }

  private restingOn(id: string | undefined): RestsOn | undefined {
    const { findings = [], expectations = [] } = this.check ?? {};
    return (
      findings.find((finding) => finding.id === id) ??
      expectations.map(offendingRows).find((result) => result.id === id)
    );
  }

  /** The condition of a stored check is SQL that may have come with a clone: it is not run in Restricted Mode. */
  private canShowRows(finding: RestsOn): boolean {
    const mayRun = this.shown?.isTrusted === true || !this.shown?.check;
    return mayRun && finding.rows !== undefined && this.tableOf(finding) !== undefined;
  }

  /** The table a finding was seen in; of a file there is only one. */
  private tableOf({ seenIn }: RestsOn): TableName | undefined {
    const tables = this.shown?.tables ?? [];
    return tables.find(({ table }) => table === seenIn || table === 'file')?.table;
  }

  private chooseTable(table: TableName): void {
    if (table === this.table?.table) return;
    this.profile.clear();
    this.rows.clear();
    this.change({ table, rows: firstRowsView, columns: { ...this.view.columns, opened: [] } });
  }

  private showRows(id: string): void {
    const finding = this.restingOn(id);
    const table = finding && this.tableOf(finding);
    if (!table) return;
    this.chooseTable(table);
    this.change({ tab: 'rows', rows: { finding: id, offset: 0 } }, finding);
  }

  private showColumn(finding: Finding): void {
    const table = this.tableOf(finding);
    if (table) this.chooseTable(table);
    this.change(
      {
        tab: 'columns',
        columns: {
          ...firstColumnsView,
          text: finding.columns.length === 1 ? (finding.columns[0] ?? '') : '',
          opened: finding.columns,
        },
      },
      finding,
    );
  }

  private again(): void {
    this.failure = undefined;
    this.host.again();
  }

  private change(part: Partial<View>, entered?: RestsOn): void {
    this.entered = entered;
    this.view = { ...this.view, ...part };
    this.host.keep(this.view);
  }
}

const badge = (value: number | undefined) =>
  value === undefined ? nothing : html`<vscode-badge slot="content-after">${count(value)}</vscode-badge>`;
