// `lifecycle profile FILE` against DuckDB's SUMMARIZE on a million rows and twenty columns of Parquet, both as whole processes.
import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../scripts/setup.mjs';
import { benchCache, compare, wholeProcess } from './harness';
import type { Result } from './harness';

/** Box and Muller's transformation. */
const normal = 'sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())';

/** Ten normal and lognormal columns, four of integers, four of text, a time, a boolean; 2% of all but the last two missing. */
const columns = [
  ...range(5).map((index) => `${missing(normal)} AS normal${String(index)}`),
  ...range(5).map((index) => `${missing(`exp(${normal})`)} AS lognormal${String(index)}`),
  ...[10, 1000, 100_000, 1_000_000].map(
    (most, index) => `${missing(`(random() * ${String(most)})::INTEGER`)} AS integer${String(index)}`,
  ),
  ...[5, 100, 5000, 100_000].map(
    (most, index) =>
      `${missing(`'value ' || (random() * ${String(most)})::INTEGER`)} AS text${String(index)}`,
  ),
  "TIMESTAMP '2024-01-01' + to_seconds((random() * 31536000)::BIGINT) AS time",
  'random() < 0.3 AS flag',
];
const file = join(benchCache, 'profile-1m-20.parquet');

export async function benchProfile(): Promise<Result> {
  await makeFile();
  const cli = join(root, 'dist', 'cli.js');
  const rival = join(import.meta.dirname, 'rivals', 'summarize.mjs');
  return compare({
    title: 'Profile of 1,000,000 x 20 (Parquet)',
    unit: 's',
    ours: wholeProcess('lifecycle profile', process.execPath, [cli, 'profile', file, '--json']),
    theirs: wholeProcess('DuckDB SUMMARIZE', process.execPath, [rival, file]),
  });
}

async function makeFile(): Promise<void> {
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

function missing(expression: string): string {
  return `CASE WHEN random() >= 0.02 THEN ${expression} END`;
}

function range(length: number): number[] {
  return Array.from({ length }, (_none, index) => index);
}
