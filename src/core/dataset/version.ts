// What was collected or prepared, from what and how: the content of a dataset's version.json.
import type { InputRow } from './inputRow';
import type { Dataset, Split } from '../manifest/manifest';
import type { Step, StepName } from '../manifest/step';

export interface SourceFile {
  /** As written: a path relative to the project, or an address without credentials. */
  readonly uri: string;
  /** The file its bytes were brought to, relative to the project. */
  readonly path: string;
  /** `sha256:` and hex. */
  readonly digest: string;
  readonly bytes: number;
  readonly etag?: string;
  readonly modified?: string;
  /** Its server stated no length, so nobody can tell whether all of it came. */
  readonly mayBeCut?: boolean;
}

export interface CollectedVersion {
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
}

export interface PreparedVersion {
  readonly schema: 1;
  readonly kind: 'prepared';
  readonly dataset: string;
  /**
   * `sha256:` and hex over the content (`data.fingerprint`), the parts' contents, the steps and the split: what models
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
  readonly split?: Split;
  /** What its rows are dated by; undefined where the dataset has no time, and where it was prepared before this was kept. */
  readonly time?: NonNullable<Dataset['time']>;
  /** The columns as they were collected, before any step. */
  readonly raw: readonly Column[];
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
