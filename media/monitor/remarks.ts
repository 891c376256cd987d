// What stands beside the monitor panel's verdict: that its windows were judged by other rules, and why nothing new may answer.
import { css, html, nothing } from 'lit';
import type { MonitorState } from '../../src/protocol/monitor';
import { problemList } from '../parts/empty';
import { severityIcon } from '../parts/severity';

export const remarksStyle = css`
  .remark {
    max-width: 100ch;
  }
  .remark ul {
    list-style: disc;
    padding-left: 2em;
  }
`;

/** Without windows the page says itself why there are none. */
export const remarks = ({ outdated, barred, windows }: MonitorState) => html`
  ${outdated === undefined ? nothing : html`<p class="row">${severityIcon('info')}${outdated}</p>`}
  ${
    barred === undefined || windows.length === 0
      ? nothing
      : html`<div class="remark">
          <p class="row">${severityIcon('warning')}${barred.message}</p>
          ${problemList(barred.problems ?? [])}
          <p class="quiet">${barred.hint}</p>
        </div>`
  }
`;
