// Twenty expectations of a suite on a million rows: `lifecycle check FILE --suite` against Great Expectations, both as whole processes; and what is learnt, simulated at length.
import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../scripts/setup.mjs';
import { failingShare, worlds } from '../test/core/expect/learntWorlds';
import { greatExpectations } from '../test/systems/greatExpectations/packages';
import { pythonWith } from '../test/systems/pythonPackages';
import { benchCache, compare, wholeProcess } from './harness';

const normal = 'sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())';
const some = (expression: string) => `CASE WHEN random() >= 0.02 THEN ${expression} END`;

const columns = [
  'range AS id',
  `${some(normal)} AS score`,
  `${some(`exp(${normal})`)} AS price`,
  `${some(`20 + (random() * 60)::INTEGER`)} AS age`,
  `${some(`'kind ' || (random() * 5)::INTEGER`)} AS kind`,
  `${some(`'A' || lpad(((random() * 1000000)::INTEGER)::VARCHAR, 7, '0')`)} AS code`,
  '(random() * 100)::INTEGER AS low',
  '100 + (random() * 100)::INTEGER AS high',
  "TIMESTAMP '2024-01-01' + to_seconds((random() * 31536000)::BIGINT) AS time",
  'random() < 0.3 AS flag',
];

const kinds = Array.from({ length: 6 }, (_none, at) => `kind ${String(at)}`);
const expectations = [
  ['expect_column_values_to_be_unique', { column: 'id' }],
  ['expect_column_values_to_not_be_null', { column: 'id' }],
  ['expect_column_values_to_not_be_null', { column: 'score', mostly: 0.95 }],
  ['expect_column_values_to_be_between', { column: 'score', min_value: -6, max_value: 6 }],
  ['expect_column_mean_to_be_between', { column: 'score', min_value: -0.1, max_value: 0.1 }],
  ['expect_column_stdev_to_be_between', { column: 'score', min_value: 0.9, max_value: 1.1 }],
  ['expect_column_values_to_be_between', { column: 'price', min_value: 0, strict_min: true }],
  ['expect_column_median_to_be_between', { column: 'price', min_value: 0.9, max_value: 1.1 }],
  [
    'expect_column_quantile_values_to_be_between',
    {
      column: 'price',
      quantile_ranges: {
        quantiles: [0.25, 0.75],
        value_ranges: [
          [0.4, 0.6],
          [1.8, 2.1],
        ],
      },
    },
  ],
  ['expect_column_values_to_be_between', { column: 'age', min_value: 20, max_value: 80 }],
  ['expect_column_unique_value_count_to_be_between', { column: 'age', min_value: 61, max_value: 61 }],
  ['expect_column_values_to_be_in_set', { column: 'kind', value_set: kinds }],
  ['expect_column_distinct_values_to_equal_set', { column: 'kind', value_set: kinds }],
  ['expect_column_most_common_value_to_be_in_set', { column: 'kind', value_set: kinds }],
  ['expect_column_values_to_match_regex', { column: 'code', regex: '^A\\d{7}$' }],
  ['expect_column_value_lengths_to_equal', { column: 'code', value: 8 }],
  ['expect_column_pair_values_a_to_be_greater_than_b', { column_A: 'high', column_B: 'low', or_equal: true }],
  [
    'expect_column_values_to_be_between',
    { column: 'time', min_value: '2024-01-01 00:00:00', max_value: '2025-01-01 00:00:00' },
  ],
  ['expect_column_proportion_of_non_null_values_to_be_between', { column: 'flag', min_value: 1 }],
  ['expect_table_row_count_to_equal', { value: 1_000_000 }],
].map(([type, kwargs]) => ({ type, kwargs }));

export async function benchExpectations(): Promise<void> {
  const [file, suite] = [join(benchCache, 'expectations-1m.parquet'), join(benchCache, 'expectations.json')];
  await makeFile(file);
  await writeFile(suite, JSON.stringify({ name: 'bench', expectations }));
  const python = await pythonWith('great-expectations', greatExpectations);
  const cli = join(root, 'dist', 'cli.js');
  await compare({
    title: `${String(expectations.length)} expectations of a suite on 1,000,000 rows (Parquet)`,
    unit: 's',
    ours: wholeProcess('lifecycle check --suite', process.execPath, [
      cli,
      'check',
      file,
      '--suite',
      suite,
      '--no-findings',
      '--json',
    ]),
    theirs: wholeProcess('Great Expectations', python, [
      join(import.meta.dirname, 'rivals', 'suite.py'),
      file,
      suite,
    ]),
    pairs: 3,
  });
  simulate();
}

/** Prints how many windows in which nothing changed fail what was learnt. */
function simulate(): void {
  process.stdout.write('\nLearnt expectations: windows in which nothing changed that fail any\n');
  for (const rows of [2000, 10_000]) {
    const { share, windows } = failingShare(worlds.all, {
      references: 100,
      windowsOfEach: 200,
      rows,
      seed: rows,
    });
    process.stdout.write(
      `  windows of ${String(rows / 10)} rows: ${(100 * share).toFixed(2)}% of ${String(windows)}\n`,
    );
  }
}

async function makeFile(file: string): Promise<void> {
  if (existsSync(file)) return;
  await mkdir(benchCache, { recursive: true });
  const unfinished = `${file}.${String(process.pid)}`;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM range(1000000)) TO '${unfinished}' (FORMAT parquet)`,
  );
  connection.closeSync();
  await rename(unfinished, file);
}
