// Alerts with the columns to look at and the next step: open ones first, resolved ones folded away. What they say is the monitor's.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AlertState } from '../../src/protocol/monitor';
import { counted } from '../../src/protocol/figures';
import { day } from '../../src/protocol/times';
import { handOnFocus } from '../parts/handOn';
import { isolated, isolatedIn } from '../parts/isolated';
import { severityIcon } from '../parts/severity';
import { base } from '../parts/style';
import { mainAlert } from './mainStep';

/** How many columns are named before the rest is counted. */
const named = 8;

const actionWords: Readonly<Record<string, string>> = {
  retrain: 'Retrain',
  monitor: 'Monitor',
  deploy: 'Deploy',
  promote: 'Promote',
  evaluate: 'Evaluate',
};

/** What is known of the columns that are named; how much of a fall goes with one is in the message. */
const columnsWord: Readonly<Record<AlertState['opened']['about'], string>> = {
  drift: 'Moved most:',
  performance: 'Trust in these no longer pays:',
  labels: 'About:',
};

/** The id of the element that says what a button of the alert is about. */
const messageOf = ({ opened }: AlertState) => `message-${opened.alert}`;

export interface ShownColumn {
  readonly column: string;
  /** The key of the window to look at. */
  readonly window: string;
}

/** Fires `next` and `ignore` with the alert's id, and `show-column` with a ShownColumn, in `detail`. */
@customElement('ml-alerts')
export class Alerts extends LitElement {
  static override styles = [
    base,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        padding: 8px;
        border: 1px solid var(--line);
        border-radius: 4px;
        margin-top: 8px;
      }
      li > vscode-icon {
        margin-top: 2px;
      }
      .text {
        display: flex;
        flex-direction: column;
        gap: 2px;
        overflow-wrap: anywhere;
        flex: 1 1 min(42ch, calc(100% - 24px));
      }
      .act {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-left: 24px; /* under the text where there is no room beside it */
        align-items: start;
        align-content: start;
      }
      .columns {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 4px;
      }
      .columns button {
        font-family: var(--vscode-editor-font-family, monospace);
        font-size: 0.95em;
        color: var(--vscode-textLink-foreground);
        background: var(--vscode-textCodeBlock-background);
        border: 1px solid var(--vscode-contrastBorder, transparent);
        border-radius: 3px;
        padding: 0 4px;
      }
      .columns button:hover {
        color: var(--vscode-textLink-activeForeground);
        text-decoration: underline;
      }
      summary {
        padding: 8px 0 0;
      }
    `,
  ];
  @property({ attribute: false }) alerts: readonly AlertState[] = [];
  /** Of whoever reads. */
  @property() zone = 'UTC';
  /** Whether the next step can be started from here. */
  @property({ type: Boolean }) canAct = false;
  /** Whether a run is at it, which has to end first. */
  @property({ type: Boolean }) isBusy = false;
  /** Whether the first button of the alert that calls for something is the page's main one. */
  @property({ type: Boolean }) isMain = false;

  constructor() {
    super();
    handOnFocus(this, (focused) => focused.closest('li'));
  }

  override render() {
    const open = this.alerts.filter(({ resolved }) => !resolved);
    const resolved = this.alerts.filter(({ resolved: isResolved }) => isResolved);
    const main = this.isMain ? mainAlert(this.alerts) : undefined;
    return html`
      ${open.length === 0 ? html`<p class="quiet">No alert is open.</p>` : nothing}
      <ul>
        ${open.map((alert) => this.open(alert, alert === main))}
      </ul>
      ${
        resolved.length > 0
          ? html`<details>
              <summary>${counted(resolved.length, 'resolved alert')}</summary>
              <ul>
                ${resolved.map((alert) => this.closed(alert))}
              </ul>
            </details>`
          : nothing
      }
    `;
  }

  private open(alert: AlertState, isMain: boolean) {
    const { opened } = alert;
    return html`<li data-alert=${opened.alert} tabindex="-1">
      ${severityIcon(opened.severity)}
      <div class="text">
        <p id=${messageOf(alert)}>${isolatedIn({ message: opened.message, columns: opened.cause })}</p>
        <p class="quiet">Opened ${day(opened.at, this.zone)}</p>
        ${this.columns(opened)}
        <p>${opened.next}</p>
      </div>
      <div class="act">${this.actions(alert, isMain)}</div>
    </li>`;
  }

  private columns({ about, cause, window }: AlertState['opened']) {
    if (cause.length === 0) return nothing;
    const more = cause.length - named;
    return html`<p class="columns">
      <span class="quiet">${columnsWord[about]}</span> ${cause
        .slice(0, named)
        .map(
          (column) =>
            html`<button
              class="plain"
              title=${`Show ${isolated(column)} in the drift grid`}
              @click=${() => this.fire('show-column', { column, window })}
            >
              ${isolated(column)}
            </button>`,
        )}${more > 0 ? html`<span class="quiet">and ${counted(more, 'other')}</span>` : nothing}
    </p>`;
  }

  /** Drift is looked at before anything is done about it. */
  private actions(state: AlertState, isMain: boolean) {
    const { opened, action, ignorable } = state;
    const { cause, window, about, alert } = opened;
    const [column] = cause;
    const act = action !== undefined && this.canAct ? action : undefined;
    const isLookFirst = about === 'drift' || act === undefined;
    const look =
      column === undefined
        ? nothing
        : html`<vscode-button
            ?secondary=${!isMain || !isLookFirst}
            aria-describedby=${messageOf(state)}
            @click=${() => this.fire('show-column', { column, window })}
            >Show Columns</vscode-button
          >`;
    const next =
      act === undefined
        ? nothing
        : html`<vscode-button
            ?secondary=${!isMain || (isLookFirst && column !== undefined)}
            aria-disabled=${this.isBusy}
            aria-describedby=${messageOf(state)}
            @click=${this.isBusy ? nothing : () => this.fire('next', alert)}
            >${actionWords[act] ?? act}</vscode-button
          >`;
    const ignore =
      ignorable && this.canAct
        ? html`<vscode-button
            secondary
            aria-disabled=${this.isBusy}
            aria-describedby=${messageOf(state)}
            title=${`Leave ${ignorable.map(isolated).join(', ')} out of alarms: shows the change of lifecycle.yaml first`}
            @click=${this.isBusy ? nothing : () => this.fire('ignore', alert)}
            >Ignore These Columns</vscode-button
          >`
        : nothing;
    return isLookFirst ? [look, next, ignore] : [next, look, ignore];
  }

  private closed(alert: AlertState) {
    const { opened, resolved } = alert;
    return html`<li data-alert=${opened.alert}>
      ${severityIcon('good', 'before', 'Resolved')}
      <div class="text">
        <p>${isolatedIn({ message: opened.message, columns: opened.cause })}</p>
        <p>${resolved?.message}</p>
        <p class="quiet">
          Opened
          ${day(opened.at, this.zone)}${resolved ? html`, resolved ${day(resolved.at, this.zone)}` : nothing}
        </p>
      </div>
    </li>`;
  }

  private fire(kind: 'next' | 'ignore' | 'show-column', detail: string | ShownColumn): void {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
