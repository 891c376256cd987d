// A challenger's training rows as one Parquet file: the prepared dataset's rows of the span, and the labelled predictions of the span.
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PreparedVersion } from '../../core/dataset/version';
import { failed } from '../../core/errors';
import type { Dataset } from '../../core/manifest/manifest';
import { isWithin, type Span } from '../../core/monitor/policy';
import { spanText } from '../../core/span';
import { momentOf } from '../../core/prepare/moment';
import { withDatabase } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import type { LoggedPrediction } from '../monitor/labelled';
import { leaveOutRepeats, placeColumn, predictedColumn, timeColumn } from './repeats';
import { predictedRows, type UnknownColumn } from './predictedRows';

export interface TrainingFile {
  readonly file: string;
  readonly rows: number;
  /** Rows that came from the prediction log. */
  readonly predicted: number;
  /** Rows left out, as the dataset and the log both had them. */
  readonly repeated: number;
  /** That some may be learnt twice, a sentence for a person. */
  readonly warnings: readonly string[];
  /** Columns that the predicted rows cannot fill, so that no model may take them. */
  readonly unknown: readonly UnknownColumn[];
  /** Last time of any row, ISO. */
  readonly knownUntil: string;
}

/** The newest rows and those before them, each as a Parquet file of its own. */
export async function partTrainingFile(
  { file, rows }: Pick<TrainingFile, 'file' | 'rows'>,
  newestRows: number,
  signal: AbortSignal,
): Promise<{ readonly older: string; readonly newest: string }> {
  const olderRows = rows - newestRows;
  const part = (name: string) => join(dirname(file), `${name}.parquet`);
  const [older, newest] = [part('older'), part('newest')];
  await withDatabase(
    async (database) => {
      const all = `FROM read_parquet(${literal(file)})`;
      await database.run(`COPY (${all} LIMIT ${olderRows}) TO ${literal(older)} (FORMAT parquet)`);
      await database.run(`COPY (${all} OFFSET ${olderRows}) TO ${literal(newest)} (FORMAT parquet)`);
    },
    { signal },
  );
  return { older, newest };
}

/** Ordered by time; a row that dataset and log both have counts once. Predicted rows are prepared as the challenger's requests will be. Throws `failed` where the span holds no row. */
export async function writeTrainingFile(
  parts: {
    readonly folder: string;
    readonly dataset: Dataset;
    readonly prepared: PreparedVersion;
    /** Absolute path of the whole prepared table. */
    readonly preparedFile: string;
    /** Columns of the prepared table that have to be known of every prediction. */
    readonly needed: readonly string[];
    readonly predictions: readonly LoggedPrediction[];
    readonly span: Span;
    /** What to do where the span holds nothing. */
    readonly hint: string;
  },
  signal: AbortSignal,
): Promise<TrainingFile> {
  const { folder, dataset, prepared, preparedFile, span } = parts;
  const time = dataset.time?.column;
  if (time === undefined || dataset.target === undefined)
    throw failed('Retraining by a span of time needs a dataset with time and target.', {
      hint: 'Name both in lifecycle.yaml.',
    });
  const labelled = parts.predictions.filter((one) => one.label !== undefined && isWithin(one.time, span));
  const { rows: predicted, unknown } = await predictedRows(
    { prepared, predictions: labelled, needed: parts.needed },
    { time, target: dataset.target },
  );
  const lines = join(folder, 'predicted.jsonl');
  await writeFile(lines, predicted.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const file = join(folder, 'train.parquet');
  const names = prepared.columns.map(({ name }) => name);
  const columns = names.map(identifier).join(', ');
  const typed = prepared.columns.map(({ name, type }) => `${literal(name)}: ${literal(type)}`).join(', ');
  const type = prepared.columns.find(({ name }) => name === time)?.type;
  const instant = `${momentOf(time, type, dataset.time?.zone)}::TIMESTAMP`;
  const logged = names.map((name) =>
    name === time ? loggedTime(time, type, dataset.time?.zone) : identifier(name),
  );
  const given = `
    CREATE TABLE given AS
    SELECT *, ${instant} AS ${timeColumn}, row_number() OVER () AS ${placeColumn} FROM (
      SELECT ${columns}, false AS ${predictedColumn} FROM read_parquet(${literal(preparedFile)})
      WHERE ${instant} >= ${literal(span.from.slice(0, 19))}::TIMESTAMP AND ${instant} < ${literal(span.to.slice(0, 19))}::TIMESTAMP
      UNION ALL SELECT ${logged.join(', ')}, true FROM read_json(${literal(lines)}, format = 'newline_delimited', columns = {${typed}})
    )`;
  return withDatabase(
    async (database) => {
      await database.run(given);
      const warnings = await leaveOutRepeats(database, dataset.key);
      await database.run(
        `COPY (SELECT ${columns} FROM learnt ORDER BY ${timeColumn}, ${placeColumn}) TO ${literal(file)} (FORMAT parquet)`,
      );
      const [summary] = await database.rows<{
        n: number;
        predicted: number;
        total: number;
        last: string | null;
      }>(
        `SELECT count(*)::INTEGER AS n, coalesce(sum(${predictedColumn}::INTEGER), 0)::INTEGER AS predicted, max(${timeColumn}) AS last,
        (SELECT count(*) FROM given)::INTEGER AS total FROM learnt`,
      );
      if (!summary?.last)
        throw failed(`There is no labelled row from ${spanText(span)}.`, { hint: parts.hint });
      return {
        file,
        rows: summary.n,
        predicted: summary.predicted,
        repeated: summary.total - summary.n,
        warnings,
        unknown,
        knownUntil: new Date(summary.last).toISOString(),
      };
    },
    { signal },
  );
}

/** The time of a logged row, which is UTC, as the prepared column writes it: without a zone it is local to the one declared. */
const loggedTime = (time: string, type: string | undefined, zone: string | undefined): string =>
  zone !== undefined && type === 'TIMESTAMP'
    ? `timezone(${literal(zone)}, timezone('UTC', ${identifier(time)})) AS ${identifier(time)}`
    : identifier(time);
