// What stands where there is nothing to show: why, and what to do. Also the waiting and the failed state of a part of a page.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../src/protocol/panel';
import { ring } from './ring';

export const emptyStyle = css`
  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 8px;
    padding: 48px 24px;
    text-align: center;
    color: var(--quiet);
  }
  .empty p {
    max-width: 60ch;
  }
  .empty ul {
    display: block;
    max-width: 60ch;
    padding-left: 1.5em;
    text-align: left;
    list-style: disc;
  }
  .empty .what {
    color: var(--vscode-foreground);
  }
`;

export const empty = (icon: string, failure: Failure, actions: unknown = nothing): TemplateResult => html`
  <div class="empty" role="status">
    <vscode-icon class=${icon === 'error' ? 'error' : ''} name=${icon} size="32"></vscode-icon>
    <p class="what">${failure.message}</p>
    ${problemList(failure.problems ?? [])} ${failure.hint ? html`<p>${failure.hint}</p>` : nothing} ${actions}
  </div>
`;

export const problemList = (problems: readonly string[]) =>
  problems.length === 0
    ? nothing
    : html`<ul>
        ${problems.map((problem) => html`<li>${problem}</li>`)}
      </ul>`;

/** What was refused, with a button that asks again, and what else may help. */
export const refused = (failure: Failure, retry: () => void, actions: unknown = nothing): TemplateResult =>
  empty(
    'error',
    failure,
    html`<div class="row">
      ${actions}
      <vscode-button secondary icon="refresh" @click=${retry}>Try Again</vscode-button>
    </div>`,
  );

export const waiting = (message: string): TemplateResult => html`
  <div class="empty" role="status" aria-live="polite">
    ${ring('large')}
    <p>${message}</p>
  </div>
`;
