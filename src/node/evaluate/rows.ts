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
