// The look of findings and expectations.
import { css } from 'lit';

export const findingsStyle = css`
  section + section {
    margin-top: 20px;
  }
  h2 {
    margin-bottom: 4px;
  }
  li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 2px 8px;
    padding: 8px;
    border-bottom: 1px solid var(--line);
  }
  li > vscode-icon {
    margin-top: 2px;
  }
  li[data-finding]:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .text {
    grid-column: 2;
    display: flex;
    flex-direction: column;
    gap: 2px;
    overflow-wrap: anywhere;
  }
  .act {
    grid-column: 3;
    display: flex;
    gap: 6px;
    align-items: start;
  }
  .evidence {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    color: var(--quiet);
    font-size: 0.92em;
  }
  .evidence dt,
  .evidence dd {
    display: inline;
  }
  .evidence dd {
    color: var(--vscode-foreground);
    font-variant-numeric: tabular-nums;
  }
  .fix {
    display: flex;
    gap: 6px;
  }
  .fix vscode-icon {
    margin-top: 2px;
    color: var(--vscode-editorLightBulb-foreground, var(--info));
  }
  summary {
    padding: 4px 0;
    font-weight: 600;
  }
  .notes {
    margin-top: 8px;
  }
  .columns {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .columns button {
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.95em;
  }
  .text summary {
    font-weight: normal;
    color: var(--quiet);
    width: fit-content;
  }
  .members li {
    grid-template-columns: minmax(0, 1fr) auto;
    padding: 3px 0;
    align-items: center;
  }
  .members li:last-child {
    border-bottom: 0;
  }
  .members .text {
    grid-column: 1;
  }
  .members .act {
    grid-column: 2;
  }
  .resolved {
    color: var(--quiet);
  }
  @media (max-width: 560px) {
    .act {
      grid-column: 2;
      margin-top: 4px;
    }
  }
`;
