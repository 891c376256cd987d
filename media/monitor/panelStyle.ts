// How the monitor panel is laid out.
import { css } from 'lit';

export const panelStyle = css`
  :host {
    padding: 16px 20px 32px;
  }
  header {
    display: flex;
    flex-direction: column;
    gap: 6px;
  }
  section {
    margin-top: 24px;
  }
  section > h2 {
    padding-bottom: 4px;
    border-bottom: 1px solid var(--line);
    margin-bottom: 8px;
  }
`;
