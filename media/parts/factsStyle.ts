// The line of facts below a panel's title.
import { css } from 'lit';

export const factsStyle = css`
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    color: var(--quiet);
  }
  .facts b {
    color: var(--vscode-foreground);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  /* Where they take several lines, how it stands comes first. */
  @media (max-width: 560px) {
    .facts {
      order: 1;
    }
  }
`;
