// What was collected or prepared, from what and how: the content of a dataset's version.json.
import type { CodeRecord, EnvironmentRecord } from '../commandRecord';
import type { InputRow } from './inputRow';
import type { Learnt } from './learnt';
import type { Dataset, Split } from '../manifest/manifest';
import type { Step, StepName } from '../manifest/step';
import type { TextReading } from './textReading';

export interface SourceFile {
  /** As written: a path relative to the project, or an address without credentials. */
  readonly uri: string;
  /** The file its bytes were brought to, relative to the project. */
  readonly path: string;
  /** `sha256:` and hex. */
  readonly digest: string;
  readonly bytes: number;
  /** As its server names its state. */
  readonly etag?: string;
  /** As Google Cloud Storage names its state. */
  readonly generation?: string;
  readonly modified?: string;
  /** Its server stated no length, so nobody can tell whether all of it came. */
  readonly mayBeCut?: boolean;
  /** The state of the table that it was read from: the time of the server's snapshot, a version's number or id, a digest. */
  readonly snapshot?: string;
  /** `sha256:` and hex over a table's columns and rows, which come out in other bytes each time. */
  readonly content?: string;
  /** Of a table. */
  readonly rows?: number;
  readonly columns?: readonly Column[];
  /** Columns of a table that are text because no other type holds what is in them. */
  readonly asText?: readonly string[];
}

/** What a person wrote down of where data is from and what may be done with it. */
export interface Rights {
  readonly licence?: string | undefined;
  readonly origin?: string | undefined;
  readonly terms?: string | undefined;
}

export interface CollectedVersion extends Rights {
  /** What the whole numbers in a column stand for, the name of 0 first, where the source's own card says so. */
  readonly classes?: Readonly<Record<string, readonly string[]>>;
  readonly schema: 1;
  readonly kind: 'collected';
  readonly dataset: string;
  /** `sha256:` and hex over the source files' digests in order. */
  readonly fingerprint: string;
  readonly at: string;
  readonly sources: readonly SourceFile[];
  /** Where the bytes lie, relative to the project. */
  readonly path: string;
  readonly bytes: number;
  readonly seconds: number;
}

export interface Column {
  readonly name: string;
  /** DuckDB's name of the type, e.g. VARCHAR, BIGINT, DOUBLE, TIMESTAMP. */
  readonly type: string;
}

export const splitNames = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof splitNames)[number];

export interface SplitPart {
  /** File name inside the version's folder. */
  readonly file: string;
  readonly rows: number;
  /** `sha256:` and hex over schema and ordered values. */
  readonly fingerprint: string;
  /** `sha256:` and hex of the file's bytes, which another making may write otherwise; undefined where it was prepared before this was kept. */
  readonly digest?: string;
  /** First and last time in the part; undefined where the dataset has no time. */
  readonly from?: string;
  readonly to?: string;
}

/** What one step did to the rows and columns it saw. */
export interface StepEffect {
  readonly step: StepName;
  readonly columns: readonly string[];
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  /** Cells whose value changed; undefined where a step makes new columns or rows instead. */
  readonly cellsChanged?: number;
  /** Columns that were not there before it, or not with this type. */
  readonly created?: readonly Column[];
  /** Rows that found none in another dataset; undefined of a step that looks into no other. So are the following. */
  readonly unmatched?: number;
  /** Rows that found more than one. */
  readonly several?: number;
  /** Rows that found one of a later time; undefined where that cannot be told as well. */
  readonly later?: number;
}

/** A command of the person's own that prepared the rows, and what it was made of. */
export interface PreparingRun {
  /** Place of the step, from 0. */
  readonly step: number;
  readonly command: string;
  readonly code: CodeRecord;
  readonly environment: EnvironmentRecord;
  /** File in the version's folder with what it printed. */
  readonly log: string;
  readonly seconds: number;
}

export interface PreparedVersion {
  readonly schema: 1;
  readonly kind: 'prepared';
  readonly dataset: string;
  /**
   * `sha256:` and hex over the content (`data.fingerprint`), the parts' contents, the steps, what they learnt and the split: what models
   * learn from and what serving needs. The same for any number of threads, and for another source with the same content.
   */
  readonly fingerprint: string;
  readonly at: string;
  /** Fingerprint of the collected version it was made from. */
  readonly from: string;
  /** Digest of everything that decides the result: collected fingerprint, steps, split, engine. Equal key: nothing to do. */
  readonly key: string;
  readonly steps: readonly Step[];
  readonly effects: readonly StepEffect[];
  /** What the steps learnt from the training rows; undefined where they learn nothing. */
  readonly learnt?: Learnt;
  /** Fingerprints of the other datasets that its steps read, by name; undefined where they read none. */
  readonly others?: Readonly<Record<string, string>>;
  /** Undefined where no step runs a command. */
  readonly runs?: readonly PreparingRun[];
  readonly split?: Split;
  /** What its rows are dated by; undefined where the dataset has no time, and where it was prepared before this was kept. */
  readonly time?: NonNullable<Dataset['time']>;
  /** The columns as they were collected, before any step. */
  readonly raw: readonly Column[];
  /** How its text was read; undefined of other formats than delimited text, and where it was prepared before this was kept. */
  readonly reading?: TextReading;
  /** A usual cell of each raw column, and of each that a query made, as a request brings it; undefined where it was prepared before they were kept. */
  readonly usual?: InputRow;
  readonly columns: readonly Column[];
  readonly rows: number;
  /** The whole prepared table, then its parts; `data` is always there. */
  readonly data: SplitPart;
  readonly parts: Partial<Record<SplitName, SplitPart>>;
}

export type DatasetVersion = CollectedVersion | PreparedVersion;

/** `.lifecycle/datasets/<name>/current.json`: which versions are the newest. */
export interface CurrentVersions {
  readonly schema: 1;
  readonly collected?: string;
  readonly prepared?: string;
}
