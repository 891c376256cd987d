// Findings and expectations of a check: what is open first, each with its evidence and what to do; what preparation took care of is folded away, not hidden.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CheckResult, ExpectationResult, Finding } from '../../src/protocol/data';
import { empty, emptyStyle } from '../parts/empty';
import { count, figure, percent } from '../parts/format';
import { severityIcon } from '../parts/severity';
import { base } from '../parts/style';
import { findingsStyle } from './findingsStyle';

const order = { error: 0, warning: 1, info: 2 } as const;

/** Fires `show-rows`, `show-column` and `add-step`, each with the id or name in `detail`. */
@customElement('ml-findings')
export class Findings extends LitElement {
  static override styles = [base, emptyStyle, findingsStyle];
  @property({ attribute: false }) check: CheckResult | undefined;
  /** Whether a fix can be written into the manifest. */
  @property({ type: Boolean }) canAddSteps = false;
  /** Whether the rows a finding rests on can be shown. */
  @property({ attribute: false }) canShowRows: (finding: Finding) => boolean = () => false;

  override render() {
    if (!this.check) return nothing;
    const { findings, expectations } = this.check;
    const open = findings
      .filter(({ resolvedBy }) => resolvedBy === undefined)
      .sort((a, b) => order[a.severity] - order[b.severity]);
    const resolved = findings.filter(({ resolvedBy }) => resolvedBy !== undefined);
    return html`
      <section aria-label="Open findings">
        ${
          open.length === 0
            ? empty('pass', {
                message: 'Nothing was found that is still open.',
                ...(resolved.length > 0 && { hint: 'What preparation took care of is listed below.' }),
              })
            : html`<ul>
                ${repeat(
                  open,
                  ({ id }) => id,
                  (finding) => this.openFinding(finding),
                )}
              </ul>`
        }
      </section>
      ${expectations.length > 0 ? this.expectations(expectations) : nothing}
      ${resolved.length > 0 ? this.resolved(resolved) : nothing}
    `;
  }

  private openFinding(finding: Finding) {
    return html`<li data-finding=${finding.id}>
      ${severityIcon(finding.severity)}
      <div class="text">
        <p>${finding.message}</p>
        ${evidence(finding)}
        ${
          finding.fix
            ? html`<p class="fix"><vscode-icon name="lightbulb"></vscode-icon>${finding.fix.text}</p>`
            : nothing
        }
      </div>
      <div class="act">${this.actions(finding)}</div>
    </li>`;
  }

  private actions(finding: Finding) {
    const column = finding.columns[0];
    return html`
      ${
        this.canAddSteps && finding.fix?.step
          ? html`<vscode-button
              secondary
              icon="add"
              title="Write this step into prepare of lifecycle.yaml"
              @click=${() => this.fire('add-step', finding.id)}
              >Add Step</vscode-button
            >`
          : nothing
      }
      ${
        this.canShowRows(finding)
          ? html`<vscode-button
              secondary
              icon="list-filter"
              title="Show the rows it rests on"
              @click=${() => this.fire('show-rows', finding.id)}
              >Show Rows</vscode-button
            >`
          : column !== undefined
            ? html`<vscode-button
                secondary
                icon="graph"
                title="Show the column it rests on"
                @click=${() => this.fire('show-column', finding)}
                >Show Column</vscode-button
              >`
            : nothing
      }
    `;
  }

  private expectations(results: readonly ExpectationResult[]) {
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
              ${severityIcon(result.passed ? 'good' : 'error')}
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

  private resolved(findings: readonly Finding[]) {
    return html`<section>
      <details>
        <summary>Taken care of by preparation (${count(findings.length)})</summary>
        <ul class="resolved">
          ${findings.map(
            (finding) =>
              html`<li data-finding=${finding.id}>
                ${severityIcon('good')}
                <div class="text">
                  <p>${finding.message}</p>
                  <p>Resolved by <span class="code">${finding.resolvedBy}</span></p>
                </div>
                <div class="act">${this.canShowRows(finding) ? this.actions(finding) : nothing}</div>
              </li>`,
          )}
        </ul>
      </details>
    </section>`;
  }

  private fire(kind: 'show-rows' | 'show-column' | 'add-step', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

function evidence(finding: Finding) {
  const entries = Object.entries(finding.evidence);
  if (entries.length === 0) return nothing;
  return html`<dl class="evidence">
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${words(name)}</dt>
          <dd>${shown(name, value)}</dd>
        </div>`,
    )}
  </dl>`;
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

const words = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase();

function shown(name: string, value: Finding['evidence'][string]): string {
  if (typeof value === 'number') return /share|rate/i.test(name) ? percent(value) : figure(value);
  if (typeof value === 'string') return value;
  const listed = value.slice(0, 5).map((member) => (typeof member === 'number' ? figure(member) : member));
  return `${listed.join(', ')}${value.length > listed.length ? ', …' : ''}`;
}
