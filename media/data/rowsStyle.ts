// The look of a page of rows.
import { css } from 'lit';

export const rowsStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    flex-wrap: wrap;
    min-height: 36px;
    padding: 4px 0;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    border: 1px solid var(--vscode-inputOption-activeBorder, var(--line));
    background: var(--vscode-inputOption-activeBackground, transparent);
    border-radius: 4px;
    padding: 1px 2px 1px 8px;
    max-width: 100%;
  }
  .chip span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .wait {
    height: 2px;
    flex: none;
  }
  .scroll {
    flex: 1;
    overflow: auto;
    min-height: 120px;
    border-top: 1px solid var(--line);
  }
  table {
    width: auto;
  }
  th,
  td {
    padding: 2px 10px;
    border-bottom: 1px solid var(--line);
    white-space: nowrap;
    max-width: 40ch;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--vscode-editor-background);
    z-index: 1;
  }
  thead th:first-child,
  tbody th {
    position: sticky;
    left: 0;
    background: var(--vscode-editor-background);
    color: var(--quiet);
    font-weight: normal;
    border-right: 1px solid var(--line);
  }
  tbody th {
    z-index: 1;
  }
  thead th:first-child {
    z-index: 2;
  }
  thead button {
    display: flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
  }
  thead .number button {
    margin-left: auto;
  }
  thead button span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  /* A value may be written from right to left; its column is not. */
  td:not(.number) {
    text-align: left;
  }
  /* Within the cell: what stays in sight while it scrolls would cover half of it. */
  td[tabindex]:focus {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  tbody tr:hover td {
    background: var(--vscode-list-hoverBackground);
  }
  thead th.marked {
    box-shadow: inset 0 -2px var(--vscode-focusBorder);
  }
  tbody tr td.marked {
    background: var(--vscode-editor-findMatchHighlightBackground, transparent);
  }
  .gone {
    color: var(--quiet);
    font-style: italic;
  }
`;
