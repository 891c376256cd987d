// What a window asks its worker over JSON-RPC: questions that need the columnar engine. Cancelled by the protocol's own means.
import type { Remedy } from '../core/remedy';
import type { Profile } from '../core/profile/profile';
import type { CheckResult } from '../core/quality/finding';
import type { RowsAnswer } from './data';

/** Data files by their absolute paths: csv, json, jsonl or parquet; several of one format are one table. */
export interface FileQuestion {
  readonly files: readonly string[];
}

export interface CheckQuestion extends FileQuestion {
  /** The column that is predicted, where the data has it. */
  readonly label?: string;
}

export interface RowsQuestion extends FileQuestion {
  /** A SQL condition over the file's columns; judged on a connection that sees nothing else. */
  readonly where?: string;
  readonly sort?: { readonly column: string; readonly isDescending: boolean };
  readonly offset: number;
  readonly limit: number;
}

/** The data of a refused request; what a LifecycleError keeps when it crosses between processes. */
export interface RefusalData {
  readonly code: string;
  readonly hint?: string;
  readonly remedy?: Remedy;
}

/** Every question with its answer. Each throws `input` where a file cannot be read, `cancelled` when the signal aborts. */
export interface WorkerAnswers {
  profile(asked: FileQuestion, signal: AbortSignal): Promise<Profile>;
  check(asked: CheckQuestion, signal: AbortSignal): Promise<CheckResult>;
  rows(asked: RowsQuestion, signal: AbortSignal): Promise<RowsAnswer>;
}
export type WorkerQuestion = keyof WorkerAnswers;
