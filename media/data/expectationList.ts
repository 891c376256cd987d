// What a manifest expects of a dataset, and whether the check met it.
import { html, nothing } from 'lit';
import type { ExpectationResult } from '../../src/protocol/data';
import { count } from '../../src/protocol/figures';
import { severityIcon } from '../parts/severity';

/** The failed first; of each failed one an offending row. */
export function expectationList(results: readonly ExpectationResult[]) {
  const failed = results.filter(({ passed }) => !passed);
  const sorted = [...failed, ...results.filter(({ passed }) => passed)];
  return html`<section aria-label="Expectations">
    <h2>Expectations</h2>
    <p class="quiet">
      ${
        failed.length === 0
          ? `All ${count(results.length)} are met.`
          : `${count(failed.length)} of ${count(results.length)} are not met.`
      }
    </p>
    <ul>
      ${sorted.map(
        (result) =>
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
          </li>`,
      )}
    </ul>
  </section>`;
}

function offending({ rows }: ExpectationResult) {
  const [first] = rows;
  if (!first) return nothing;
  const cells = Object.entries(first).slice(0, 6);
  return html`<p class="quiet">
    for example
    ${cells.map(([name, value]) => `${name} ${value === null ? 'missing' : JSON.stringify(value)}`).join(', ')}
  </p>`;
}
