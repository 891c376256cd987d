// What a manifest expects of a dataset, and whether the check met it.
import { html, nothing, type TemplateResult } from 'lit';
import type { ExpectationResult, RestsOn } from '../../src/protocol/data';
import { count, counted } from '../../src/protocol/figures';
import { severityIcon } from '../parts/severity';

/** An expectation as what rows can be shown for: those that offend it. */
export const offendingRows = ({ expectation: words, observed, where }: ExpectationResult): RestsOn => ({
  id: `expectation:${words}`,
  message: `${words}: ${observed}`,
  columns: [],
  ...(where === undefined ? {} : { rows: where }),
  seenIn: 'prepared',
});

interface Shows {
  readonly canShowRows: (of: RestsOn) => boolean;
  readonly showRows: (of: RestsOn) => TemplateResult;
}

/** The failed first, each with an offending row; where none failed they are folded away below what asks for something. */
export function expectationList(results: readonly ExpectationResult[], { canShowRows, showRows }: Shows) {
  const failed = results.filter(({ passed }) => !passed);
  const sorted = [...failed, ...results.filter(({ passed }) => passed)];
  const list = html`<ul>
    ${sorted.map((result) => expectation(result, canShowRows(offendingRows(result)) ? showRows(offendingRows(result)) : nothing))}
  </ul>`;
  return html`<section aria-label="Expectations">
    ${
      failed.length === 0
        ? html`<details>
            <summary>${counted(results.length, 'expectation')}, all met</summary>
            ${list}
          </details>`
        : html`<h2>Expectations</h2>
            <p class="quiet">${count(failed.length)} of ${count(results.length)} are not met.</p>
            ${list}`
    }
  </section>`;
}

const expectation = (result: ExpectationResult, show: TemplateResult | typeof nothing) =>
  html`<li data-expectation=${result.expectation}>
    ${severityIcon(result.passed ? 'good' : 'error', 'before', result.passed ? 'Met' : 'Not met')}
    <div class="text">
      <p class="code">${result.expectation}</p>
      <p class="quiet">
        observed
        ${result.observed}${
          result.unexpectedCount > 0
            ? `, ${count(result.unexpectedCount)} of ${count(result.elementCount)} do not meet it`
            : ''
        }
      </p>
      ${result.passed ? nothing : offending(result)}
    </div>
    <div class="act">${show}</div>
  </li>`;

function offending({ rows }: ExpectationResult) {
  const [first] = rows;
  if (!first) return nothing;
  const cells = Object.entries(first).slice(0, 6);
  return html`<p class="quiet">
    for example
    ${cells.map(([name, value]) => `${name} ${value === null ? 'missing' : JSON.stringify(value)}`).join(', ')}
  </p>`;
}
