// What a window asks its worker over JSON-RPC: questions that need the columnar engine. Cancelled by the protocol's own means.
import type { Reading } from '../core/dataset/part';
import type { Dataset, Expect } from '../core/manifest/dataset';
import type { Head } from '../core/manifest/guess';
import type { Profile } from '../core/profile/profile';
import type { Roles } from '../core/quality/facts';
import type { Masks } from '../core/quality/personal/masks';
import type { CheckResult } from '../core/quality/finding';
import type { RowsAnswer } from './data';

/** A dataset of the manifest, or one that it would get. */
export interface DatasetQuestion extends Pick<Dataset, 'path' | 'source'>, Reading {
  /** Of the project. */
  readonly root: string;
  /** For messages. */
  readonly name: string;
}

/** What was prepared of a dataset. */
export type PreparedQuestion = Pick<DatasetQuestion, 'root' | 'name'>;

/** What may not be shown as it is. */
interface MaskedQuestion {
  /** What a check found; the data's first rows tell of other columns. */
  readonly masks?: Masks;
  /** What the manifest allows. */
  readonly personal?: Dataset['personal'];
}

/** Data files by their absolute paths, with what of them is meant behind a `#` where they do not say it; several of one format are one table. */
export interface FileQuestion {
  readonly files: readonly string[];
}

export interface CheckQuestion extends FileQuestion {
  /** What the manifest says of the dataset's columns. */
  readonly roles?: Roles;
}

export interface LearnQuestion extends FileQuestion {
  /** The columns of the rows' time and of what names them, where the table has them. */
  readonly time?: string;
  readonly key?: string;
}

export interface LearnAnswer {
  readonly expect: Expect;
  /** What it rests on and what it promises, one sentence. */
  readonly why: string;
}

export interface ProfileQuestion extends FileQuestion, MaskedQuestion {}

export interface RowsQuestion extends FileQuestion, MaskedQuestion {
  /** A SQL condition over the file's columns; judged on a connection that sees nothing else. */
  readonly where?: string;
  readonly sort?: { readonly column: string; readonly isDescending: boolean };
  readonly offset: number;
  readonly limit: number;
}

/** Every question with its answer; the data of a refused one is a PlainError. Each throws `input` where a file cannot be read, `cancelled` when the signal aborts. */
export interface WorkerAnswers {
  /** The files that are its table, absolute, as a FileQuestion takes them. */
  files(asked: DatasetQuestion, signal: AbortSignal): Promise<readonly string[]>;
  /** The file of its whole table, absolute. Throws `unavailable` where it is not as prepared. */
  prepared(asked: PreparedQuestion, signal: AbortSignal): Promise<string>;
  /** The first rows of Parquet files, in their order; undefined for one that cannot be read. */
  heads(asked: FileQuestion, signal: AbortSignal): Promise<readonly (Head | undefined)[]>;
  profile(asked: ProfileQuestion, signal: AbortSignal): Promise<Profile>;
  check(asked: CheckQuestion, signal: AbortSignal): Promise<CheckResult>;
  learn(asked: LearnQuestion, signal: AbortSignal): Promise<LearnAnswer>;
  rows(asked: RowsQuestion, signal: AbortSignal): Promise<RowsAnswer>;
}
export type WorkerQuestion = keyof WorkerAnswers;
