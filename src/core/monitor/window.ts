// A window, a span of predictions judged together, and the alerts that windows open and resolve.
import type { AlertSubject } from '../alertSubjects';
import type { ColumnDrift } from '../drift/columnDrift';
import type { Interval } from '../evaluate/interval';

/** By what the manifest lets predictions be cut and judged, each in words, e.g. window: `1 month by "ts"`. */
export interface JudgingRules {
  readonly window: string;
  readonly reference: string;
  readonly drift: string;
  readonly labels: string;
  readonly performance: string;
}

/** One line of `.lifecycle/monitors/<name>/windows.jsonl`; a later line with the same key replaces an earlier one. */
export interface Window {
  readonly schema: 1;
  /** `<from>@<version>` */
  readonly key: string;
  readonly version: number;
  /** Half open [from, to) by the rows' own time, ISO. */
  readonly from: string;
  readonly to: string;
  /** False while more of its rows, or labels that its performance waits for, may come. */
  readonly isComplete: boolean;
  /** Whether all of its rows have come: from then on its columns decide about drift. Undefined: when it is complete. */
  readonly hasAllRows?: boolean;
  readonly judgedAt: string;
  /** Those of the manifest by which it was judged; undefined in windows of before that was kept. */
  readonly rules?: JudgingRules;
  /** Since `judgedAt` the manifest has other rules, or rows that came late cut windows of rows otherwise: this window is no more. */
  readonly isOutdated?: boolean;
  readonly rows: number;
  /** Digest of its rows, labels and scores; undefined in windows of before that was kept, which are judged anew. */
  readonly digest?: string;
  /** Rows whose label has come and is one that the version knows. */
  readonly labelled: number;
  /** Labels that came and are none that the version knows: they count as missing, from 1% on no figure is made of the rest. */
  readonly foreignLabels?: { readonly count: number; readonly message: string };
  /** Rows whose labels cannot be told from those of other rows with the same key: they count as missing, from 1% on no figure is made of the rest. */
  readonly ambiguous?: { readonly count: number; readonly message: string };
  /** Rows that brought no usable time of their own, though their dataset has one: they count by the time of their answer. */
  readonly timeless?: { readonly count: number; readonly message: string };
  /** Rows that its version has learnt from or was chosen on: they take part in drift, not in performance. */
  readonly seen?: { readonly count: number; readonly message: string };
  /** Where what it was compared with has fewer than 20 times its rows: how often windows of an unlucky reference alarm falsely. */
  readonly sharedReference?: { readonly message: string };
  readonly drift: readonly ColumnDrift[];
  readonly prediction?: ColumnDrift;
  readonly hasDrifted: boolean;
  /** Pooled over the window; undefined before labels of rows that are new to the version arrive. */
  readonly performance?: Interval & { readonly metric: string };
  /** Averaged over the months within the window, so that a shift between months cannot make it. */
  readonly performanceWithin?: Interval & { readonly metric: string };
  /** Columns that have lost of their worth or meaning, the strongest first; undefined where nothing fell. */
  readonly cause?: readonly string[];
  /** How much of the fall goes with them, or why it fell otherwise, sentences. */
  readonly causeTold?: string;
  /** Share of positives among the labelled. */
  readonly positiveRate?: number;
}

/** One line of `.lifecycle/monitors/<name>/alerts.jsonl`. */
export type AlertEvent =
  | {
      readonly schema: 1;
      readonly kind: 'opened';
      readonly alert: string;
      readonly about: AlertSubject;
      readonly severity: 'error' | 'warning';
      readonly at: string;
      readonly window: string;
      readonly version: number;
      readonly message: string;
      /** Columns to look at: those that drifted, or that have lost of their worth or meaning; first the strongest. */
      readonly cause: readonly string[];
      readonly next: string;
    }
  | {
      readonly schema: 1;
      readonly kind: 'resolved';
      readonly alert: string;
      readonly at: string;
      readonly window: string;
      readonly message: string;
    };

export interface Alert {
  readonly opened: Extract<AlertEvent, { kind: 'opened' }>;
  readonly resolved?: Extract<AlertEvent, { kind: 'resolved' }>;
}
