// Alerts with their cause and the next step: open ones first, resolved ones folded away.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AlertState, Window } from '../../src/protocol/monitor';
import { counted, day, span } from '../parts/format';
import { severityIcon } from '../parts/severity';
import { base } from '../parts/style';

const actionWords: Readonly<Record<string, string>> = {
  retrain: 'Retrain',
  monitor: 'Monitor',
  deploy: 'Deploy',
  promote: 'Promote',
  evaluate: 'Evaluate',
};

/** Fires `next` with the alert's id in `detail`. */
@customElement('ml-alerts')
export class Alerts extends LitElement {
  static override styles = [
    base,
    css`
      li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto;
        gap: 2px 8px;
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
        grid-column: 2;
      }
      .act {
        grid-column: 3;
      }
      .columns code {
        font-family: var(--vscode-editor-font-family, monospace);
        background: var(--vscode-textCodeBlock-background);
        border-radius: 3px;
        padding: 0 4px;
        margin-right: 4px;
      }
      summary {
        padding: 8px 0 0;
      }
      @media (max-width: 560px) {
        .act {
          grid-column: 2;
          margin-top: 4px;
        }
      }
    `,
  ];
  @property({ attribute: false }) alerts: readonly AlertState[] = [];
  @property({ attribute: false }) windows: readonly Window[] = [];
  /** Whether the next step can be started from here. */
  @property({ type: Boolean }) canAct = false;

  override render() {
    const open = this.alerts.filter(({ resolved }) => !resolved);
    const resolved = this.alerts.filter(({ resolved: isResolved }) => isResolved);
    return html`
      ${open.length === 0 ? html`<p class="quiet">No alert is open.</p>` : nothing}
      <ul>
        ${open.map((alert) => this.open(alert))}
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

  private open({ opened, action }: AlertState) {
    return html`<li data-alert=${opened.alert}>
      ${severityIcon(opened.severity)}
      <div class="text">
        <p>${opened.message}</p>
        <p class="quiet">${this.when(opened.window, opened.at)}, version ${opened.version}</p>
        ${
          opened.cause.length > 0
            ? html`<p class="columns">
                <span class="quiet">Explained most by</span> ${opened.cause.map(
                  (column) => html`<code>${column}</code>`,
                )}
              </p>`
            : nothing
        }
        <p>${opened.next}</p>
      </div>
      <div class="act">
        ${
          action && this.canAct
            ? html`<vscode-button
                ?secondary=${opened.severity !== 'error'}
                @click=${() => this.fire(opened.alert)}
                >${actionWords[action] ?? action}</vscode-button
              >`
            : nothing
        }
      </div>
    </li>`;
  }

  private closed({ opened, resolved }: AlertState) {
    return html`<li data-alert=${opened.alert}>
      ${severityIcon('good')}
      <div class="text">
        <p>${opened.message}</p>
        <p class="quiet">${this.when(opened.window, opened.at)}, version ${opened.version}</p>
        ${resolved ? html`<p>${resolved.message} <span class="quiet">${this.when(resolved.window, resolved.at)}</span></p>` : nothing}
      </div>
    </li>`;
  }

  /** The window's span where the window is known, else the time of the event. */
  private when(key: string, at: string): string {
    const window = this.windows.find((candidate) => candidate.key === key);
    return window ? span(window.from, window.to) : day(at);
  }

  private fire(alert: string): void {
    this.dispatchEvent(new CustomEvent('next', { detail: alert }));
  }
}
