// The rows that steps learn from: those that the split will give to training, found before the first step that learns.
import { splitColumn } from '../../core/manifest/splitBy';
import type { Dataset } from '../../core/manifest/dataset';
import type { LearningFrom } from '../../core/prepare/compile';
import { lastLayer, rowColumn, withLayers, type Pipeline } from '../../core/prepare/pipeline';
import { identifier } from '../../core/quote';
import type { Database } from '../duckdb/engine';
import { splitConditions } from './splitRows';

export interface LearningOptions {
  /** Its name. */
  readonly name: string;
  readonly dataset: Dataset;
  /** Told once, at the first step that learns, of the table before it. */
  readonly onFirst: (before: Pipeline) => Promise<void>;
  /** Runs what looks at the data; tells where a person's SQL fails on it. */
  readonly onData: <T>(before: Pipeline, work: () => Promise<T>) => Promise<T>;
}

/**
 * All rows where the dataset is not split. No step after the first that learns chooses or orders rows, or changes the column
 * that the split goes by (the manifest's rules): so these rows are the training split's.
 */
export function learningFrom(database: Database, options: LearningOptions): LearningFrom {
  let first: string | undefined;
  return async (before) => {
    if (first === undefined) {
      await options.onFirst(before);
      await options.onData(before, () => keepTraining(database, before, options));
      first = lastLayer(before);
    }
    const start = before.layers.findIndex(({ name }) => name === first);
    const layers = [
      { name: first, select: `SELECT * FROM ${kept}`, isCostly: false },
      ...before.layers.slice(start + 1),
      { name: 'training', select: `SELECT * FROM ${lastLayer(before)}`, isCostly: false },
    ];
    return {
      ask: <T extends object>(select: string) =>
        options.onData(before, () => database.rows<T>(`${withLayers(layers)}${select}`)),
    };
  };
}

const kept = '"learning rows"';
const places = '"places of rows"';
const place = '"place of the row"';
const row = identifier(rowColumn);

async function keepTraining(
  database: Database,
  before: Pipeline,
  { name, dataset }: LearningOptions,
): Promise<void> {
  const { split, time, key } = dataset;
  const all = `${withLayers(before.layers)}SELECT * FROM ${lastLayer(before)}`;
  if (!split) {
    await database.run(`CREATE TABLE ${kept} AS ${all}`);
    return;
  }
  const by = splitColumn(dataset);
  const column = by === undefined ? '' : `, ${identifier(by)}`;
  await database.run(
    `CREATE TABLE ${places} AS ${withLayers(before.layers)}SELECT row_number() OVER (ORDER BY ${row}) - 1 AS ${place}, ${row}${column} FROM ${lastLayer(before)}`,
  );
  const [counted] = await database.rows<{ rows: number }>(`SELECT count(*) AS rows FROM ${places}`);
  const { train } = await splitConditions(database, {
    split,
    table: {
      rows: counted?.rows ?? 0,
      row: place,
      ...(time && { time: time.column }),
      ...(key !== undefined && { key }),
    },
    from: places,
    name,
  });
  await database.run(
    `CREATE TABLE ${kept} AS ${all} WHERE ${row} IN (SELECT ${row} FROM ${places} WHERE ${train})`,
  );
}
