// How the endpoint answers: requests, errors and latency, asked for again while the panel is open.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ServiceAnswer } from '../../src/protocol/monitor';
import type { Failure } from '../../src/protocol/panel';
import { count, figure, percent } from '../../src/protocol/figures';
import { minute } from '../../src/protocol/times';
import { severityIcon } from '../parts/severity';
import { base } from '../parts/style';

@customElement('ml-service')
export class Service extends LitElement {
  static override styles = [
    base,
    css`
      .down {
        display: flex;
        gap: 8px;
        align-items: start;
        overflow-wrap: anywhere;
      }
      .down vscode-icon {
        margin-top: 2px;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 32px;
      }
      dt {
        color: var(--quiet);
      }
      dd {
        font-size: 1.4em;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
  @property({ attribute: false }) answer: ServiceAnswer | undefined;
  /** Of whoever reads. */
  @property() zone = 'UTC';
  @property({ attribute: false }) failure: Failure | undefined;

  override render() {
    const { answer, failure } = this;
    if (failure) return html`<p>${failure.message} <span class="quiet">${failure.hint}</span></p>`;
    if (!answer) return html`<p class="quiet">Asking the endpoint</p>`;
    switch (answer.kind) {
      case 'none':
        return html`<p class="quiet">Nothing is deployed, so nothing answers.</p>`;
      case 'stopped':
        return html`<p class="quiet">
          Stopped ${minute(answer.at, this.zone)}. Deploy it again to start it.
        </p>`;
      case 'unreachable':
        return html`<div class="down">
          ${severityIcon('error')}
          <p>${answer.failure.message} <span class="quiet">${answer.failure.hint}</span></p>
        </div>`;
      case 'answering':
        return this.figures(answer);
    }
  }

  private figures(answer: Extract<ServiceAnswer, { kind: 'answering' }>) {
    const { requests, errors, rows, p50, p99, upSince } = answer;
    return html`<dl>
      ${item('Requests', count(requests))} ${rows === undefined ? nothing : item('Predictions', count(rows))}
      ${item('Errors', requests === 0 ? '–' : percent(errors / requests))}
      ${item('Half answer within', milliseconds(p50))} ${item('99% answer within', milliseconds(p99))}
      ${upSince === undefined ? nothing : item('Up since', minute(upSince, this.zone))}
    </dl>`;
  }
}

const item = (name: string, value: string) =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

const milliseconds = (seconds: number | undefined) =>
  seconds === undefined ? '–' : `${figure(Number((seconds * 1000).toPrecision(2)))} ms`;
