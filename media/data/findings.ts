// Findings of a check, and its expectations below: what is open first, each with its evidence and what to do; what preparation took care of is folded away, not hidden.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CheckResult, Finding, RestsOn } from '../../src/protocol/data';
import { empty, emptyStyle } from '../parts/empty';
import { count, counted } from '../../src/protocol/figures';
import { isolated, isolatedIn } from '../parts/isolated';
import { severityIcon } from '../parts/severity';
import { base } from '../parts/style';
import { evidenceOf } from './evidence';
import { expectationList } from './expectationList';
import { grouped, type Entry } from './findingGroups';
import { findingsStyle } from './findingsStyle';

type Group = Extract<Entry, { kind: 'many' }>;

/** How many columns of a group are named before the rest is counted. */
const named = 12;

/** Fires `show-rows` with a finding's id, `show-column` with a Finding and `add-steps` with findings' ids in `detail`. */
@customElement('ml-findings')
export class Findings extends LitElement {
  static override styles = [base, emptyStyle, findingsStyle];
  @property({ attribute: false }) check: CheckResult | undefined;
  /** Of the table; undefined until it is counted. */
  @property({ attribute: false }) rows: number | undefined;
  /** Whether a fix can be written into the manifest. */
  @property({ type: Boolean }) canAddSteps = false;
  /** Whether the rows a finding rests on can be shown. */
  @property({ attribute: false }) canShowRows: (finding: RestsOn) => boolean = () => false;

  override render() {
    if (!this.check) return nothing;
    const { findings, expectations } = this.check;
    const open = grouped(findings.filter(({ resolvedBy }) => resolvedBy === undefined));
    const serious = open.filter((entry) => severityOf(entry) !== 'info');
    const notes = open.filter((entry) => severityOf(entry) === 'info');
    const resolved = findings.filter(({ resolvedBy }) => resolvedBy !== undefined);
    return html`
      <section aria-label="Open findings">
        ${open.length === 0 ? this.none(resolved.length > 0) : this.list(serious)}
        ${notes.length > 0 ? this.notes(notes, serious.length === 0) : nothing}
      </section>
      ${expectations.length > 0 ? expectationList(expectations, { canShowRows: this.canShowRows, showRows: (of) => this.showRows(of) }) : nothing}
      ${resolved.length > 0 ? this.resolved(resolved) : nothing}
    `;
  }

  private none(hasResolved: boolean) {
    if (this.rows === 0) return empty('table', { message: 'Only its columns could be looked at.' });
    return empty('pass', {
      message: 'No findings.',
      ...(hasResolved && { hint: 'What preparation took care of is listed below.' }),
    });
  }

  private list(entries: readonly Entry[]) {
    return html`<ul>
      ${repeat(
        entries,
        (entry) => (entry.kind === 'one' ? entry.finding.id : entry.id),
        (entry) => (entry.kind === 'one' ? this.openFinding(entry.finding) : this.group(entry)),
      )}
    </ul>`;
  }

  /** Nothing has to be done about a note: they are folded away below what asks for something. */
  private notes(entries: readonly Entry[], isOpen: boolean) {
    const size = entries.reduce((sum, entry) => sum + (entry.kind === 'one' ? 1 : entry.findings.length), 0);
    return html`<details class="notes" ?open=${isOpen}>
      <summary>${counted(size, 'note')}</summary>
      ${this.list(entries)}
    </details>`;
  }

  private openFinding(finding: Finding) {
    return html`<li data-finding=${finding.id}>
      ${severityIcon(finding.severity)}
      <div class="text">
        <p>${isolatedIn(finding)}</p>
        ${evidence(finding)}
        ${fix(finding.fix && isolatedIn({ message: finding.fix.text, columns: finding.columns }))}
      </div>
      <div class="act">${this.addStep([finding], isolatedIn(finding))} ${this.show(finding)}</div>
    </li>`;
  }

  private group({ id, severity, message, fix: text, findings }: Group) {
    const more = findings.length - named;
    return html`<li data-group=${id}>
      ${severityIcon(severity)}
      <div class="text">
        <p>${message}</p>
        <p class="columns">
          ${findings
            .slice(0, named)
            .map(
              (finding) =>
                html`<button
                  class="plain link"
                  title=${isolatedIn(finding)}
                  @click=${() => this.fire('show-column', finding)}
                >
                  ${finding.columns.map(isolated).join(', ')}
                </button>`,
            )}${more > 0 ? html`<span class="quiet">and ${counted(more, 'other')}</span>` : nothing}
        </p>
        ${fix(text)}
        <details>
          <summary aria-label=${`Each of them: ${message}`}>Each of them</summary>
          <ul class="members">
            ${findings.map(
              (finding) =>
                html`<li data-finding=${finding.id}>
                  <div class="text"><p>${isolatedIn(finding)}</p></div>
                  <div class="act">${this.link(finding)}</div>
                </li>`,
            )}
          </ul>
        </details>
      </div>
      <div class="act">${this.addStep(findings, message)}</div>
    </li>`;
  }

  /** `about`: what is told aloud beside the button's own words. */
  private addStep(findings: readonly Finding[], about: string) {
    if (!this.canAddSteps || !findings.every((finding) => finding.fix?.step)) return nothing;
    return html`<vscode-button
      secondary
      icon="add"
      aria-label=${`Add Step: ${about}`}
      title="Write it into prepare of lifecycle.yaml"
      @click=${() =>
        this.fire(
          'add-steps',
          findings.map(({ id }) => id),
        )}
      >Add Step</vscode-button
    >`;
  }

  /** Leads to what the finding rests on: its rows where they can be shown, else its column. */
  private show(finding: Finding) {
    if (this.canShowRows(finding)) return this.showRows(finding);
    if (finding.columns.length === 0) return nothing;
    return html`<vscode-button
      secondary
      icon="graph"
      aria-label=${`Show Column: ${isolatedIn(finding)}`}
      title="Show the column it rests on"
      @click=${() => this.fire('show-column', finding)}
      >Show Column</vscode-button
    >`;
  }

  /** As `show`, for one of many. */
  private link(finding: Finding) {
    const hasRows = this.canShowRows(finding);
    const go = () => (hasRows ? this.fire('show-rows', finding.id) : this.fire('show-column', finding));
    const name = hasRows ? 'Show Rows' : 'Show Column';
    return html`<button class="plain link" aria-label=${`${name}: ${isolatedIn(finding)}`} @click=${go}>
      ${name}
    </button>`;
  }

  private showRows(finding: RestsOn) {
    return html`<vscode-button
      secondary
      icon="list-filter"
      aria-label=${`Show Rows: ${isolatedIn(finding)}`}
      title="Show the rows it rests on"
      @click=${() => this.fire('show-rows', finding.id)}
      >Show Rows</vscode-button
    >`;
  }

  private resolved(findings: readonly Finding[]) {
    return html`<section>
      <details>
        <summary>Taken care of by preparation (${count(findings.length)})</summary>
        <ul class="resolved">
          ${findings.map(
            (finding) =>
              html`<li data-finding=${finding.id}>
                ${severityIcon('good', 'before', 'Resolved')}
                <div class="text">
                  <p>${isolatedIn(finding)}</p>
                  <p>Resolved by <span class="code">${finding.resolvedBy}</span></p>
                </div>
                <div class="act">${this.canShowRows(finding) ? this.showRows(finding) : nothing}</div>
              </li>`,
          )}
        </ul>
      </details>
    </section>`;
  }

  private fire(kind: 'show-rows' | 'show-column' | 'add-steps', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

const severityOf = (entry: Entry) => (entry.kind === 'one' ? entry.finding.severity : entry.severity);

const fix = (text: string | undefined) =>
  text === undefined ? nothing : html`<p class="fix"><vscode-icon name="lightbulb"></vscode-icon>${text}</p>`;

function evidence(finding: Finding) {
  const entries = evidenceOf(finding);
  if (entries.length === 0) return nothing;
  return html`<dl class="evidence">
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
