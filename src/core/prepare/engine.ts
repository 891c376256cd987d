// The engine as compiling steps needs it: binding queries, judging SQL of a person's own, and what some steps ask of the world.
import type { Column } from '../dataset/version';
import type { Problem } from '../errors';

/** SQL of a person's own that was found harmless. */
export interface CheckedSql {
  readonly sql: string;
  /** Names in it that may be columns. */
  readonly mentions: readonly string[];
  /** Whether it ends in an ORDER BY, and whether more may be added to that by `, 1`. */
  readonly order: 'none' | 'closed' | 'open';
}

/** A problem tells what is wrong with the person's SQL. */
export interface SqlEngine {
  /** Columns of a query; throws `input` where it does not bind. */
  describe(query: string): Promise<readonly Column[]>;
  checkExpression(sql: string, what: string, columns: readonly Column[]): Promise<CheckedSql | Problem>;
  /** `data` is the only table it may read. */
  checkQuery(sql: string, what: string, columns: readonly Column[]): Promise<CheckedSql | Problem>;
}

/** What steps ask beside the table before them. There is none where a single row is answered. */
export interface StepWorld {
  /** How rows of the dataset come by their time; undefined: they have none. */
  readonly time?: DatasetTime;
  /** Rows of another dataset, as it is prepared. */
  other(dataset: string): Promise<OtherTable>;
  /** What a command of the person's own makes of the rows of a query. Throws `failed` where it fails. */
  run(command: string, query: string, place: { readonly index: number }): Promise<MadeTable>;
}

export interface DatasetTime {
  readonly column: string;
  /** Of times without one; undefined: UTC. */
  readonly zone?: string | undefined;
}

/** A table that a query can read. */
export interface MadeTable {
  /** What stands behind FROM. */
  readonly from: string;
  /** Numbers its rows, in their order. */
  readonly row: string;
  readonly columns: readonly Column[];
}

export interface OtherTable extends MadeTable {
  readonly time?: DatasetTime;
}
