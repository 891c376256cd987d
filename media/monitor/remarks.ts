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

/** Where the page says it itself, in place of its windows, it is not said twice. */
export const remarks = ({ outdated, barred, nothing: why }: MonitorState) => html`
  ${outdated === undefined ? nothing : html`<p class="row sentence">${severityIcon('info')}${outdated}</p>`}
  ${
    barred === undefined || why?.problems !== undefined
      ? nothing
      : html`<div class="remark">
          <p class="row sentence">${severityIcon('warning')}${barred.message}</p>
          ${problemList(barred.problems ?? [])}
          <p class="quiet">${barred.hint}</p>
        </div>`
  }
`;
