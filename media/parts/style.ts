// The look that all panels share: the editor's own colours, type and spacing, nothing of our own.
import { css } from 'lit';

export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--vscode-foreground);
    font: var(--vscode-font-weight, normal) var(--vscode-font-size, 13px) / 1.5
      var(--vscode-font-family, sans-serif);
    --line: var(--vscode-editorWidget-border, var(--vscode-panel-border, rgba(128, 128, 128, 0.35)));
    --quiet: var(--vscode-descriptionForeground);
    --error: var(--vscode-editorError-foreground);
    --warning: var(--vscode-editorWarning-foreground);
    --info: var(--vscode-editorInfo-foreground);
    --good: var(--vscode-testing-iconPassed, var(--vscode-charts-green));
    --series: var(--vscode-charts-blue);
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 1.5em;
    font-weight: 600;
    line-height: 1.3;
  }
  h2 {
    font-size: 1.1em;
    font-weight: 600;
  }
  h3 {
    font-size: 1em;
    font-weight: 600;
  }
  .quiet {
    color: var(--quiet);
  }
  .error {
    color: var(--error);
  }
  .warning {
    color: var(--warning);
  }
  .info {
    color: var(--info);
  }
  .good {
    color: var(--good);
  }
  .number {
    font-variant-numeric: tabular-nums;
    text-align: right;
    white-space: nowrap;
  }
  .code {
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.95em;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
    flex-wrap: wrap;
  }
  /* A sign and what it says, which wraps beside it. */
  .sentence {
    flex-wrap: nowrap;
    align-items: flex-start;
  }
  .sentence > :first-child {
    flex: none;
  }
  .push {
    margin-left: auto;
  }
  @media (max-width: 560px) {
    .push {
      margin-left: 0;
    }
  }
  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button.plain {
    background: none;
    border: 0;
    padding: 0;
    margin: 0;
    color: inherit;
    font: inherit;
    text-align: inherit;
    cursor: pointer;
  }
  button.link {
    color: var(--vscode-textLink-foreground);
  }
  button.link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  button:focus-visible,
  [tabindex]:focus-visible,
  summary:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
    width: 100%;
  }
  th {
    font-weight: 600;
    text-align: left;
  }
  th.number {
    text-align: right;
  }
  summary {
    cursor: pointer;
  }
  /* What VS Code draws around its own where a colour would be no contrast. */
  vscode-button:hover {
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
  }
  /* While a run goes on that it may have begun: disabled it would lose the focus. */
  vscode-button[aria-disabled='true'] {
    opacity: 0.4;
    pointer-events: none;
  }
  vscode-icon {
    --vscode-icon-foreground: currentColor;
    flex: none;
  }
`;
