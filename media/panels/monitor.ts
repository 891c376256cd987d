// The monitor panel as a page: alerts first, then performance, drift and the service of one monitored deployment.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { alarmsAssume, intervalsAssume } from '../../src/protocol/figures';
import type { MonitorProtocol, MonitorState } from '../../src/protocol/monitor';
import type { Failure } from '../../src/protocol/panel';
import '../monitor/alerts';
import type { ShownColumn } from '../monitor/alerts';
import '../monitor/driftGrid';
import type { DriftGrid } from '../monitor/driftGrid';
import { facts, warnings, warningsStyle } from '../monitor/facts';
import { panelStyle } from '../monitor/panelStyle';
import { factsStyle } from '../parts/factsStyle';
import { mainStep, type MainStep } from '../monitor/mainStep';
import { remarks, remarksStyle } from '../monitor/remarks';
import '../monitor/performance';
import '../monitor/service';
import { verdict } from '../monitor/verdict';
import { Asking } from '../parts/asking';
import { empty, emptyStyle, refused, waiting } from '../parts/empty';
import { handOnFocus } from '../parts/handOn';
import { connect } from '../parts/host';
import { ringStyle } from '../parts/ring';
import { base } from '../parts/style';

interface View {
  readonly measure: string;
}

/** Milliseconds between two questions to the endpoint while the panel is seen. */
const pulse = 5000;

@customElement('ml-monitor')
export class MonitorPanel extends LitElement {
  static override styles = [base, emptyStyle, factsStyle, warningsStyle, ringStyle, remarksStyle, panelStyle];
  @state() private shown: MonitorState | undefined;
  @state() private failure: Failure | undefined;
  @state() private view: View;
  private readonly host = connect<MonitorProtocol, View>({
    onState: (next) => {
      this.shown = next;
      this.failure = undefined;
    },
    onFailure: (failure) => (this.failure = failure),
  });
  private readonly service = new Asking<MonitorProtocol, 'service'>(this);
  private beats = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.view = this.host.kept ?? { measure: 'psi' };
    handOnFocus(this, (focused) => focused.closest('header')?.querySelector('h1'));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.askService();
    }, pulse);
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    this.askService();
  }

  override render() {
    const { shown } = this;
    if (this.failure) return refused(this.failure, () => this.again());
    if (!shown) return waiting('Opening');
    return html`
      <header>
        <div class="row">
          <h1 tabindex="-1">${shown.title}</h1>
          <div class="row push">${this.actions(shown)}</div>
        </div>
        ${facts(shown)} ${warnings(shown)}
        <div class="row" role="status" aria-live="polite">${verdict(shown, this.service.answer)}</div>
        ${shown.working ? nothing : remarks(shown)}
      </header>
      ${shown.windows.length > 0 || shown.alerts.length > 0 ? this.alerts(shown) : nothing}
      ${shown.windows.length === 0 ? this.nothing(shown) : this.windows(shown)}
      <section aria-label="Service">
        <h2>Service</h2>
        <ml-service
          zone=${shown.zone}
          .answer=${this.service.answer}
          .failure=${this.service.failure}
        ></ml-service>
      </section>
    `;
  }

  private alerts({ alerts, isTrusted, working, zone }: MonitorState) {
    return html`<section aria-label="Alerts">
      <h2>Alerts</h2>
      <ml-alerts
        .alerts=${alerts}
        zone=${zone}
        ?canAct=${isTrusted}
        ?isBusy=${!!working}
        ?isMain=${this.main === 'alert'}
        @next=${(event: CustomEvent<string>) => this.host.act({ kind: 'next', alert: event.detail })}
        @ignore=${(event: CustomEvent<string>) => this.host.act({ kind: 'ignore', alert: event.detail })}
        @show-column=${(event: CustomEvent<ShownColumn>) => this.showColumn(event.detail)}
      ></ml-alerts>
    </section>`;
  }

  private windows({ windows, limit, takeovers, alerts }: MonitorState) {
    const [open] = alerts.filter(({ resolved, opened }) => !resolved && opened.cause.length > 0);
    return html`
      <section aria-label="Performance">
        <h2>Performance</h2>
        <ml-performance .windows=${windows} .limit=${limit} .takeovers=${takeovers}></ml-performance>
        ${told(windows, 'ambiguous')} ${told(windows, 'timeless')} ${told(windows, 'seen')}
        <p class="quiet">${intervalsAssume}</p>
      </section>
      <section aria-label="Drift">
        <h2>Drift against the training data</h2>
        <ml-drift-grid
          .windows=${windows}
          measure=${this.view.measure}
          suspect=${open?.opened.cause[0] ?? ''}
          @measure=${(event: CustomEvent<string>) => this.change({ measure: event.detail })}
        ></ml-drift-grid>
        ${told(windows, 'sharedReference')}
        <p class="quiet">${alarmsAssume}</p>
      </section>
    `;
  }

  private nothing({ nothing: why, working, version, canDeploy, isTrusted }: MonitorState) {
    if (working) return waiting(working);
    return empty(
      'pulse',
      why ?? { message: 'No window has been judged yet.' },
      this.service.answer?.kind !== 'answering' || version === undefined || canDeploy || !isTrusted
        ? nothing
        : html`<vscode-button
            icon="copy"
            ?secondary=${this.main !== 'request'}
            title="A line for a terminal, with a row as the version reads it"
            @click=${() => this.host.act({ kind: 'copyRequest' })}
            >Copy Request</vscode-button
          >`,
    );
  }

  private get main(): MainStep | undefined {
    const { answer } = this.service;
    return this.shown && mainStep(this.shown, answer?.kind === 'answering' ? answer.requests : undefined);
  }

  private actions({ isTrusted, working, windows, version, canDeploy }: MonitorState) {
    if (!isTrusted)
      return html`<vscode-button secondary icon="shield" @click=${() => this.host.act({ kind: 'trust' })}
        >Restricted Mode: Manage Trust</vscode-button
      >`;
    const run = (stage: 'deploy' | 'monitor' | 'retrain', icon: string, name: string) =>
      html`<vscode-button
        ?secondary=${this.main !== stage}
        icon=${icon}
        aria-disabled=${!!working}
        @click=${working ? nothing : () => this.host.act({ kind: 'run', stage })}
        >${name}</vscode-button
      >`;
    return html`
      ${canDeploy ? run('deploy', 'cloud-upload', 'Deploy') : nothing}
      ${version === undefined && windows.length === 0 ? nothing : run('monitor', 'pulse', 'Monitor')}
      <vscode-button secondary icon="go-to-file" @click=${() => this.host.act({ kind: 'openManifest' })}
        >lifecycle.yaml</vscode-button
      >
      ${windows.length > 0 ? run('retrain', 'sync', 'Retrain') : nothing}
    `;
  }

  private showColumn(shown: ShownColumn): void {
    this.renderRoot.querySelector<DriftGrid>('ml-drift-grid')?.show(shown);
  }

  private askService(): void {
    if (this.service.isWaiting) return;
    this.beats += 1;
    this.service.ask(this.host, { kind: 'service' }, String(this.beats));
  }

  private again(): void {
    this.failure = undefined;
    this.host.again();
  }

  private change(view: View): void {
    this.view = view;
    this.host.keep(view);
  }
}

/** Of the newest window in which rows have no label that is surely theirs, count by the time of their answer, or are no news to their version; or whose reference is small. */
function told(
  windows: MonitorState['windows'],
  about: 'ambiguous' | 'timeless' | 'seen' | 'sharedReference',
) {
  const newest = windows.findLast((window) => window[about] !== undefined);
  return newest ? html`<p class="quiet">${newest.span}: ${newest[about]?.message}</p>` : nothing;
}
