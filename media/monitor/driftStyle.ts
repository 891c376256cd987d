// The look of the drift grid.
import { css } from 'lit';

export const driftStyle = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    margin: 8px 0;
  }
  vscode-single-select {
    width: 190px;
  }
  .legend {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--quiet);
  }
  .legend i {
    display: inline-block;
    width: 14px;
    height: 12px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .legend b {
    padding: 0 4px;
    border: 1px solid;
    border-radius: 2px;
  }
  /* Under what is read out, so that arrow keys are seen to do something. */
  .scroll {
    max-height: min(70vh, 640px);
    overflow: auto;
    scroll-snap-type: x mandatory;
    /* What is moved to is not left below the heads, nor cut where the grid then comes to rest. */
    scroll-padding: var(--heads) 50px 4px calc(var(--names) + 2px);
  }
  table {
    width: auto;
    border-spacing: 2px;
    /* The end is a window's edge, too. */
    border-right: var(--end-room, 0) solid transparent;
  }
  thead {
    position: sticky;
    top: 0;
    z-index: 2;
  }
  thead th,
  thead td {
    background: var(--vscode-editor-background);
    box-shadow: 0 0 0 2px var(--vscode-editor-background);
  }
  thead th {
    font-weight: normal;
    color: var(--quiet);
    font-size: 0.92em;
    vertical-align: bottom;
    white-space: nowrap;
    min-width: 62px;
    padding: 2px 4px;
    text-align: center;
    line-height: 1.3;
  }
  thead th[scope='col']:not(:first-child) {
    scroll-snap-align: start;
  }
  thead th[scope='colgroup'] {
    text-align: left;
  }
  /* Above the windows that are seen, wherever the grid is scrolled to. */
  thead th[scope='colgroup'] span {
    position: sticky;
    left: calc(var(--names) + 8px);
  }
  /* Another version from here on; within the gap, for a cell's own border is its frame. */
  .first {
    position: relative;
  }
  .first::before {
    content: '';
    position: absolute;
    inset: -2px auto -2px -3px;
    border-left: 1px solid var(--vscode-foreground);
    opacity: 0.5;
  }
  tbody th {
    font-weight: normal;
    padding: 0 12px 0 0;
    max-width: 16ch;
  }
  /* With the gaps about it, where what scrolls away must not show, and with an edge: a figure half below it would read as another one. */
  tbody th,
  thead tr > :first-child {
    position: sticky;
    left: 0;
    z-index: 1;
    background: var(--vscode-editor-background);
    border-right: 1px solid var(--line);
    box-shadow: 0 0 0 2px var(--vscode-editor-background);
  }
  tbody th span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  tbody th .why {
    font-size: 0.85em;
    color: var(--quiet);
  }
  td {
    height: 26px;
    text-align: center;
    font-variant-numeric: tabular-nums;
    border-radius: 2px;
    border: 1px solid transparent;
    cursor: default;
  }
  td.drifted {
    font-weight: 700;
    border-color: var(--vscode-foreground);
  }
  thead td {
    height: auto;
  }
  td[aria-selected='true'][tabindex] {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: -2px; /* what lies outside is below the heads that stay in sight */
  }
  /* Up to where text keeps its contrast in a dark theme. */
  .heat-1 {
    background: color-mix(in srgb, var(--vscode-charts-yellow, orange) 8%, transparent);
  }
  .heat-2 {
    background: color-mix(in srgb, var(--vscode-charts-yellow, orange) 16%, transparent);
  }
  .heat-3 {
    background: color-mix(in srgb, var(--vscode-charts-yellow, orange) 24%, transparent);
  }
  .heat-4 {
    background: color-mix(in srgb, var(--vscode-charts-yellow, orange) 32%, transparent);
  }
  .heat-5 {
    background: color-mix(in srgb, var(--vscode-charts-yellow, orange) 40%, transparent);
  }
  /* What is not judged is never the strongest colour of the grid. */
  tr.excluded td {
    background: none;
    color: var(--quiet);
  }
  .legend .heat-0 {
    border-color: var(--line);
  }
  .chosen {
    margin-bottom: 8px;
  }
  .chosen dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(210px, 1fr));
    gap: 4px 24px;
    padding: 4px 0;
  }
  .chosen dt {
    color: var(--quiet);
  }
`;
