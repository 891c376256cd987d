// What the head of the monitor panel says of its deployment: what answers and how it decides, where, and what is held to it.
import { css, html, nothing } from 'lit';
import { counted } from '../../src/protocol/figures';
import type { MonitorState } from '../../src/protocol/monitor';

export const warningsStyle = css`
  .warnings {
    color: var(--quiet);
  }
  .warnings summary {
    width: fit-content;
  }
  .warnings ul {
    list-style: disc;
    padding-left: 2em;
    max-width: 100ch;
  }
  @media (max-width: 560px) {
    .warnings {
      order: 1;
    }
  }
`;

export const facts = ({ model, version, url, served, window, falseAlarms, limit }: MonitorState) =>
  html`<div class="facts">
    ${model === undefined ? nothing : html`<span>model <b>${model}</b></span>`}
    ${version === undefined ? nothing : html`<span>version <b>${version}</b></span>`}
    ${served?.decidesBy.map(([name, value]) => html`<span>${lowered(name)} <b>${value}</b></span>`)}
    ${window === undefined ? nothing : html`<span>window <b>${window}</b></span>`}
    ${limit === undefined ? nothing : html`<span>limit <b>${limitText(limit)}</b></span>`}
    ${falseAlarms === undefined ? nothing : html`<span>false alarms <b>${falseAlarms}</b></span>`}
    ${url === undefined ? nothing : html`<span class="code">${url}</span>`}
  </div>`;

/** They were read when the version was registered: there to be found, not to alarm. */
export function warnings({ served, version }: MonitorState) {
  if (!served || served.warnings.length === 0) return nothing;
  return html`<details class="warnings">
    <summary>${counted(served.warnings.length, 'warning')} of the evaluation of version ${version}</summary>
    <ul>
      ${served.warnings.map((warning) => html`<li>${warning}</li>`)}
    </ul>
  </details>`;
}

/** `roc_auc ≥ 0.65` */
const limitText = ({ metric, min, max }: NonNullable<MonitorState['limit']>) =>
  [metric, ...(min === undefined ? [] : [`≥ ${min}`]), ...(max === undefined ? [] : [`≤ ${max}`])].join(' ');

/** Within a line of facts. */
const lowered = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
