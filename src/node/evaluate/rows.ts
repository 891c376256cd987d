// The rows of a prepared Parquet file as the model and the metrics take them.
import { groupsOf } from '../../core/evaluate/groups';
import { withDatabase, type Row } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';

export interface LabelledRows {
  readonly rows: readonly Row[];
  /** As the data has them, in the order of the rows. */
  readonly labels: readonly (string | number | boolean | null)[];
  /** ISO; undefined where the dataset has no time. */
  readonly times?: readonly string[];
  /** Which rows belong together; undefined where each stands for itself. */
  readonly groups?: readonly string[];
}

/** `time` and `key`: the dataset's columns; a key that preparation dropped groups nothing. `moment`: SQL for when a row was, instead of the column. */
export async function readLabelledRows(
  file: string,
  columns: {
    readonly target: string;
    readonly time?: string;
    readonly moment?: string;
    readonly key?: string;
  },
  signal: AbortSignal,
): Promise<LabelledRows> {
  const { target, time, key, moment = time === undefined ? undefined : identifier(time) } = columns;
  return withDatabase(
    async (database) => {
      const dated = moment === undefined ? '' : `, (${moment})::TIMESTAMP AS "__time"`;
      const read = await database.rows<Row & { __time?: string }>(
        `SELECT *${dated} FROM read_parquet(${literal(file)})`,
      );
      const rows = read.map(({ __time: _time, ...row }) => row);
      const groups = key === undefined ? undefined : groupsOf(rows.map((row) => row[key]));
      return {
        rows,
        labels: rows.map((row) => label(row[target])),
        ...(moment === undefined
          ? {}
          : { times: read.map((row) => new Date(row.__time ?? 0).toISOString()) }),
        ...(groups === undefined ? {} : { groups }),
      };
    },
    { signal },
  );
}

function label(cell: Row[string] | undefined): string | number | boolean | null {
  return cell === undefined || (typeof cell === 'object' && cell !== null) ? null : cell;
}

/** The distinct labels of a Parquet file as text, sorted; without reading its rows into memory. */
export async function classesOfFile(file: string, target: string, signal: AbortSignal): Promise<string[]> {
  return withDatabase(
    async (database) => {
      const found = await database.rows<{ value: Row[string] }>(
        `SELECT DISTINCT ${identifier(target)} AS value FROM read_parquet(${literal(file)}) LIMIT 1000`,
      );
      const labels = found.map(({ value }) => label(value));
      return labels
        .filter((one) => one !== null)
        .map(String)
        .sort();
    },
    { signal },
  );
}

/** Distinct labels in the order that a classifier's probabilities have: sorted as text. */
export const classesOf = ({ labels }: LabelledRows) =>
  [...new Set(labels.filter((one) => one !== null).map(String))].sort();
