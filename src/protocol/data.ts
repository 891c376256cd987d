// What the data panel shows: the tables of one dataset or file, what is wrong with them, and the answers it asks for.
import type { SplitName } from '../core/dataset/version';
import type { Profile } from '../core/profile/profile';
import type { CheckResult } from '../core/quality/finding';
export type { ColumnProfile, Histogram, Profile } from '../core/profile/profile';
export type { CheckResult, ExpectationResult, Finding } from '../core/quality/finding';
import type { Failure, PanelTarget, TableName } from './about';

export interface DataState {
  readonly kind: 'data';
  readonly target: Extract<PanelTarget, { kind: 'dataset' | 'file' }>;
  readonly title: string;
  /** False in Restricted Mode: the data can be looked at, nothing can be run. */
  readonly isTrusted: boolean;
  /** The column that is predicted; undefined where the manifest names none. */
  readonly label?: string;
  /** What can be looked at, the one to show first at the front; empty: `nothing` says why. */
  readonly tables: readonly TableState[];
  readonly nothing?: Failure;
  /** The newest check of the prepared version; undefined where there was none. */
  readonly check?: CheckResult;
  /** The verb of a run that is working on this dataset now. */
  readonly working?: string;
}

export interface TableState {
  readonly table: TableName;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly bytes?: number;
  /** Undefined until counted by a profile. */
  readonly rows?: number;
  readonly columns?: number;
  /** Short, for a person: the first eight characters of the version's fingerprint. */
  readonly version?: string;
  readonly at?: string;
  readonly parts: readonly {
    readonly name: SplitName;
    readonly rows: number;
    readonly from?: string;
    readonly to?: string;
  }[];
}

export type ProfileAnswer = Profile;
export type CheckAnswer = CheckResult;

export type Cell = string | number | boolean | null;

/** A page of rows in the order asked for. */
export interface RowsAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Each row's number in the table, from 1. */
  readonly numbers: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows in the table that meet the condition. */
  readonly total: number;
}
