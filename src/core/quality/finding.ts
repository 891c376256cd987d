// A finding: one problem of the data, and the result of a check made of findings and expectations.
import type { Json } from '../json';
import type { Step } from '../manifest/step';

export type FindingSeverity = 'error' | 'warning' | 'info';

export type FindingKind =
  | 'odd-file'
  | 'no-rows'
  | 'no-positive'
  | 'missing'
  | 'hidden-missing'
  | 'constant'
  | 'empty-in-training'
  | 'key-like'
  | 'repeated-key'
  | 'duplicate-rows'
  | 'kept-as-text'
  | 'mixed-types'
  | 'nested'
  | 'spelling-variants'
  | 'outliers'
  | 'imbalance'
  | 'leak'
  | 'target-drift'
  | 'random-split'
  | 'near-duplicate-rows'
  | 'shared-rows'
  | 'conflicting-labels'
  | 'damaged-text'
  | 'mixed-units'
  | 'placeholder-times'
  | 'future-times'
  | 'time-gaps'
  | 'blocked-rows'
  | 'rare-classes'
  | 'absent-classes'
  | 'redundant'
  | 'proxy'
  | 'few-rows'
  | 'schema-change'
  | 'volume-change'
  | 'value-change'
  | 'nothing-newer'
  | 'looks-ahead'
  | 'grown-rows'
  | 'personal-data';

export interface Finding {
  /** Stable: kind, then columns, e.g. `leak:duration`. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly severity: FindingSeverity;
  readonly columns: readonly string[];
  readonly message: string;
  /** Figures the message rests on, by name. */
  readonly evidence: Readonly<Record<string, number | string | readonly (number | string)[]>>;
  /** A SQL condition over the data that selects the rows it rests on; undefined where it rests on the whole column. */
  readonly rows?: string;
  /** What to do; `step` can be added to `prepare` as it is. */
  readonly fix?: { readonly text: string; readonly step?: Step };
  /** Where it was seen: in what was collected or in what was prepared. */
  readonly seenIn: 'collected' | 'prepared';
  /** The step that took care of it; undefined while it is open. */
  readonly resolvedBy?: string;
}

export interface ExpectationResult {
  /** As written, e.g. `columns.age.between [18, 95]`. */
  readonly expectation: string;
  readonly passed: boolean;
  readonly observed: string;
  readonly unexpectedCount: number;
  readonly elementCount: number;
  /** The first offending rows, by column name. */
  readonly rows: readonly Readonly<Record<string, Json>>[];
  /** The figure that was found, where it is one. */
  readonly value?: Json;
  /** Undefined is `error`; one that is less is told, and fails no check. */
  readonly severity?: FindingSeverity;
  /** A SQL condition over the data that selects the offending rows; undefined where none are, or no single row is at fault. */
  readonly where?: string;
  /** Where it is written, the line counted from 1; undefined of what lifecycle.yaml words itself. */
  readonly at?: { readonly file: string; readonly line: number };
}

/** The document of `check`; passed: no open finding and no failed expectation of severity error. */
export interface CheckResult {
  readonly passed: boolean;
  readonly findings: readonly Finding[];
  readonly expectations: readonly ExpectationResult[];
}

/** Whether a check passes; the one place that decides it. */
export function hasPassed(result: Pick<CheckResult, 'findings' | 'expectations'>): boolean {
  return (
    result.findings.every((finding) => finding.severity !== 'error' || finding.resolvedBy !== undefined) &&
    result.expectations.every(isMet)
  );
}

/** Met, or of less weight than an error. */
export const isMet = ({ passed, severity = 'error' }: ExpectationResult) => passed || severity !== 'error';
