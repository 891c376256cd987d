// How bad something is, as an icon with its word; colour never says it alone.
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import { html, type TemplateResult } from 'lit';

export type Severity = 'error' | 'warning' | 'info' | 'good';

const icons: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  good: 'pass',
};
const words: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
  good: 'Good',
};

/** Before a text; `alone` where nothing follows. */
export const severityIcon = (severity: Severity, place: 'before' | 'alone' = 'before'): TemplateResult =>
  html`<vscode-icon class=${severity} name=${icons[severity]}></vscode-icon
    ><span class="hidden-text">${words[severity]}${place === 'before' ? ': ' : ''}</span>`;
