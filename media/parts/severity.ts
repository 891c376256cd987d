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

/** Before a text; `alone` where nothing follows. `word`: where there is a better one than the severity's. */
export const severityIcon = (
  severity: Severity,
  place: 'before' | 'alone' = 'before',
  word = words[severity],
): TemplateResult =>
  html`<vscode-icon class=${severity} name=${icons[severity]}></vscode-icon
    ><span class="hidden-text">${word}${place === 'before' ? ': ' : ''}</span>`;
