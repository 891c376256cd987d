// The look of the table of columns.
import { css } from 'lit';

export const columnsStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 0;
  }
  vscode-textfield {
    width: min(280px, 60%);
  }
  .scroll {
    flex: 1;
    overflow: auto;
    min-height: 120px;
    container-type: inline-size;
    border-top: 1px solid var(--line);
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 2;
    background: var(--vscode-editor-background);
    border-bottom: 1px solid var(--line);
    padding: 4px 12px 4px 0;
    white-space: nowrap;
    color: var(--quiet);
  }
  td {
    white-space: nowrap;
    padding: 5px 12px 5px 0;
    border-bottom: 1px solid var(--line);
    vertical-align: middle;
  }
  /* With an edge: a figure that is half scrolled below it would read as a smaller one. */
  thead th:first-child,
  tr.column td:first-child {
    position: sticky;
    left: 0;
    background: var(--vscode-editor-background);
    border-right: 1px solid var(--line);
  }
  thead th:nth-child(2),
  tr.column td:nth-child(2) {
    padding-left: 12px;
  }
  thead th:first-child {
    z-index: 3;
  }
  tr.column td:first-child {
    z-index: 1;
  }
  tr.column:hover td {
    background: var(--vscode-list-hoverBackground);
  }
  /* The colour of a row under the pointer may be translucent; what scrolls below must not show. */
  tr.column:hover td:first-child {
    background:
      linear-gradient(var(--vscode-list-hoverBackground), var(--vscode-list-hoverBackground)),
      var(--vscode-editor-background);
  }
  .name {
    display: flex;
    align-items: center;
    gap: 6px;
    width: max-content;
    max-width: 28ch;
  }
  /* Wrapped: names that begin alike are told apart by their ends. */
  .name span {
    overflow-wrap: anywhere;
    white-space: normal;
    text-align: start;
  }
  .tag {
    border: 1px solid var(--line);
    border-radius: 3px;
    padding: 0 4px;
    font-size: 0.85em;
    flex: none;
  }
  .missing {
    display: flex;
    align-items: center;
    gap: 8px;
    justify-content: flex-end;
  }
  svg.spark {
    width: 120px;
    height: 22px;
    display: block;
  }
  svg .bar {
    fill: var(--series);
  }
  svg .rest {
    fill: var(--quiet);
    opacity: 0.5;
  }
  svg.share {
    width: 48px;
    height: 6px;
    flex: none;
  }
  svg.share .track {
    fill: var(--quiet);
    opacity: 0.12;
  }
  svg.share .gone {
    fill: var(--warning);
  }
  svg.share .disguised {
    fill: var(--vscode-charts-yellow, var(--warning));
  }
  td.wide {
    width: 100%;
    max-width: 0;
    min-width: 12ch;
  }
  .values {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  td.detail {
    white-space: normal;
    padding: 8px 0 16px 22px;
  }
  /* As wide as what is seen of the table, and there wherever it is scrolled to. */
  td.detail ml-column-detail {
    position: sticky;
    left: 22px;
    width: calc(100cqw - 22px);
  }
  @media (max-width: 560px) {
    svg.share,
    .semantic {
      display: none;
    }
    .name {
      max-width: 18ch;
    }
    svg.spark {
      width: 96px;
    }
  }
`;
