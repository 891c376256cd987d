// Figures of the training rows that steps learn, the same to the last digit on any number of threads: order statistics, and sums of whole numbers in 128 bits.
import type { Column } from '../dataset/version';
import { identifier } from '../quote';
import { isMissing } from './columnType';
import { exactly, type TrainingRows } from './learnt';

export interface Range {
  /** Values that are there, NaN not among them. */
  readonly present: number;
  readonly infinite: number;
  /** Of what is there; 0 where nothing is. */
  readonly min: number;
  readonly max: number;
}

/** A column's value as a number, NaN missing. */
const numberOf = (column: string) => {
  const value = `CAST(${identifier(column)} AS DOUBLE)`;
  return `CASE WHEN NOT isnan(${value}) THEN ${value} END`;
};

export const rangesOf = (training: TrainingRows, columns: readonly string[]): Promise<readonly Range[]> =>
  each<string, Range>(training, columns, (column) => {
    const value = numberOf(column);
    return {
      present: `count(${value})`,
      infinite: `count(*) FILTER (isinf(${value}))`,
      min: `coalesce(min(${value}), 0)`,
      max: `coalesce(max(${value}), 0)`,
    };
  });

/** Quantiles by linear interpolation between the two nearest values (type 7 of Hyndman and Fan 1996, as NumPy's default). */
export async function quantilesOf(
  training: TrainingRows,
  columns: readonly string[],
  shares: readonly number[],
): Promise<readonly (readonly number[])[]> {
  const found = await each<string, { readonly quantiles: readonly number[] }>(
    training,
    columns,
    (column) => ({
      quantiles: `quantile_cont(${numberOf(column)}, [${shares.join(', ')}])`,
    }),
  );
  return found.map(({ quantiles }) => quantiles);
}

export interface Moments {
  readonly mean: number;
  /** The square root of the mean squared distance from the mean. */
  readonly deviation: number;
}

/** `ranges`: of these columns, finite and with something present. */
export async function momentsOf(
  training: TrainingRows,
  columns: readonly string[],
  ranges: readonly Range[],
): Promise<readonly Moments[]> {
  const sums = columns.map((column, at) => summed(numberOf(column), ranges[at], largest));
  const means = await meansOf(training, sums);
  const squares = columns.map((column, at) => {
    const away = `(${numberOf(column)} - ${exactly(means[at] ?? 0)})`;
    return summed(`(${away} * ${away})`, ranges[at], ({ min, max }) => (max - min) ** 2);
  });
  const variances = await meansOf(training, squares);
  return means.map((mean, at) => ({ mean, deviation: Math.sqrt(variances[at] ?? 0) }));
}

interface Summed {
  readonly value: string;
  readonly present: number;
  /** A power of two that brings every value below 2^92, so that sums of 2^34 rows hold in 128 bits. */
  readonly factor: number;
}

const largest = ({ min, max }: Range) => Math.max(Math.abs(min), Math.abs(max));

function summed(value: string, range: Range | undefined, boundOf: (range: Range) => number): Summed {
  const bound = range ? boundOf(range) : 0;
  const exponent = bound === 0 ? 0 : 91 - Math.ceil(Math.log2(bound));
  return { value, present: range?.present ?? 0, factor: 2 ** Math.min(1000, Math.max(-1000, exponent)) };
}

/** Each value is taken as a whole number of parts of the largest one's 2^-91: their sum is exact, whoever adds first. */
async function meansOf(training: TrainingRows, sums: readonly Summed[]): Promise<readonly number[]> {
  const totals = await each<Summed, { readonly total: string | null }>(
    training,
    sums,
    ({ value, factor }) => ({
      total: `CAST(sum(CAST(${value} * ${exactly(factor)} AS HUGEINT)) AS VARCHAR)`,
    }),
  );
  return totals.map(({ total }, at) => {
    const { factor = 1, present = 1 } = sums[at] ?? {};
    return Number(BigInt(total ?? '0')) / factor / present;
  });
}

/** So many columns are asked for at once: a plan of thousands cannot be given up. */
const together = 100;

async function each<T, V extends object>(
  training: TrainingRows,
  items: readonly T[],
  figuresOf: (item: T) => Readonly<Record<keyof V & string, string>>,
): Promise<readonly V[]> {
  const found: V[] = [];
  for (let from = 0; from < items.length; from += together) {
    const figures = items.slice(from, from + together).map((item) => Object.entries<string>(figuresOf(item)));
    const list = figures.flatMap((of, at) => of.map(([name, sql]) => `${sql} AS "${name}${at}"`));
    const [row] = await training.ask<Record<string, unknown>>(`SELECT ${list.join(',\n')} FROM training`);
    for (const [at, of] of figures.entries())
      found.push(Object.fromEntries(of.map(([name]) => [name, row?.[`${name}${at}`]])) as V);
  }
  return found;
}

export interface Categories {
  /** As text, in the order of the column's own values. */
  readonly values: readonly string[];
  /** Rows that have each. */
  readonly rows: readonly number[];
  /** Rows that have any value, also one that is not among them. */
  readonly present: number;
  /** How many values there are. */
  readonly distinct: number;
}

/** The most frequent values of a column, of equally frequent ones the least. */
export async function categoriesOf(
  training: TrainingRows,
  column: Column,
  most: number,
): Promise<Categories> {
  const name = identifier(column.name);
  const each = `SELECT ${name} AS v, count(*) AS n FROM training WHERE NOT ${isMissing(column)} GROUP BY ${name}`;
  const counted = `SELECT v, n, count(*) OVER () AS "distinct", CAST(sum(n) OVER () AS BIGINT) AS "present" FROM (${each}) ORDER BY n DESC, v LIMIT ${most}`;
  const found = await training.ask<{ value: string; rows: number; distinct: number; present: number }>(
    `SELECT CAST(v AS VARCHAR) AS "value", n AS "rows", "distinct", "present" FROM (${counted}) ORDER BY v`,
  );
  return {
    values: found.map(({ value }) => value),
    rows: found.map(({ rows }) => rows),
    present: found[0]?.present ?? 0,
    distinct: found[0]?.distinct ?? 0,
  };
}
