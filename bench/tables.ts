// The tables that profiles are measured on, made once and kept.
import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { benchCache } from './harness';

/** Box and Muller's transformation. */
const normal = 'sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())';

/** Ten normal and lognormal columns, four of integers, four of text, a time, a boolean; 2% of all but the last two missing. */
const mixed = [
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

/** As many columns as asked for, of each kind in turn. */
const wide = (columns: number) =>
  range(columns).map(
    (index) => `${mixed[index % mixed.length]?.replace(/ AS \w+$/, '') ?? ''} AS c${String(index)}`,
  );

export interface BenchTable {
  readonly rows: number;
  /** Undefined: the twenty columns of `mixed`. */
  readonly columns?: number;
  readonly format: 'parquet' | 'csv';
}

/** The file's path. Equal calls give the same file. */
export async function benchTable({ rows, columns, format }: BenchTable): Promise<string> {
  const name = `profile-${String(rows)}-${String(columns ?? mixed.length)}.${format}`;
  const file = join(benchCache, name);
  if (existsSync(file)) return file;
  process.stderr.write(`making ${name}\n`);
  await mkdir(benchCache, { recursive: true });
  const unfinished = `${file}.${String(process.pid)}`;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const select = columns === undefined ? mixed : wide(columns);
  await connection.run(
    `COPY (SELECT ${select.join(', ')} FROM range(${String(rows)})) TO '${unfinished}' (FORMAT ${format})`,
  );
  connection.closeSync();
  await rename(unfinished, file);
  return file;
}

function missing(expression: string): string {
  return `CASE WHEN random() >= 0.02 THEN ${expression} END`;
}

function range(length: number): number[] {
  return Array.from({ length }, (_none, index) => index);
}
