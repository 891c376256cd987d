// How the data panel is laid out.
import { css } from 'lit';

export const panelStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
  }
  vscode-tabs {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-height: 0;
    padding: 0 20px;
  }
  /* The element's own line has the colour of text, which a theme may give to the line below as well. */
  vscode-tab-header {
    position: relative;
  }
  vscode-tab-header[active]::after {
    content: '';
    position: absolute;
    inset: auto 0 0;
    height: 3px;
    background: var(--vscode-focusBorder);
  }
  vscode-tab-panel {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 8px 0;
  }
  vscode-tab-panel[hidden] {
    display: none;
  }
  /* What scrolls inside, under a head that stays. */
  vscode-tab-panel.whole {
    overflow: hidden;
    padding-bottom: 0;
  }
`;
