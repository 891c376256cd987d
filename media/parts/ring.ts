// What turns while something is under way; it stands still where the person asked the editor for less motion.
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-progress-ring/index.js';
import { css, html, type TemplateResult } from 'lit';

export const ringStyle = css`
  vscode-progress-ring.small {
    width: 16px;
    height: 16px;
  }
  .still-bar {
    height: 2px;
    background: var(--vscode-progressBar-background);
    opacity: 0.6;
  }
`;

/** The editor marks the page of a person who asked for less motion. */
const isStill = () => document.body.classList.contains('vscode-reduce-motion');

export const ring = (size: 'small' | 'large'): TemplateResult =>
  isStill()
    ? html`<vscode-icon name="loading" size=${size === 'small' ? 16 : 28} aria-hidden="true"></vscode-icon>`
    : html`<vscode-progress-ring class=${size} aria-hidden="true"></vscode-progress-ring>`;

export const bar = (label: string): TemplateResult =>
  isStill()
    ? html`<div class="still-bar" role="progressbar" aria-label=${label}></div>`
    : html`<vscode-progress-bar aria-label=${label}></vscode-progress-bar>`;
