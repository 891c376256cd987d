// Rows cut by period, and figures drawn in each period put together; what is measured within periods is elsewhere.
import { standardError } from './bca';
import { bootstrap, type BootstrapOptions, type Drawn } from './bootstrap';
import { keptRows, type Numbers } from './rows';
import { weightedSum, type Statistic } from './statistic';
import { compareText } from '../order';

/** Rows of each period in which no column is missing, periods in the order of their names. */
export function rowsByPeriod(options: {
  readonly columns: readonly Numbers[];
  readonly periods: ArrayLike<string>;
}): { readonly period: string; readonly rows: Uint32Array }[] {
  const { columns, periods } = options;
  const kept =
    keptRows(columns) ?? Uint32Array.from({ length: columns[0]?.length ?? 0 }, (_row, index) => index);
  const byPeriod = new Map<string, number[]>();
  for (const row of kept) {
    const period = periods[row] as string;
    const members = byPeriod.get(period);
    if (members === undefined) byPeriod.set(period, [row]);
    else members.push(row);
  }
  return [...byPeriod]
    .sort(([a], [b]) => compareText(a, b))
    .map(([period, rows]) => ({ period, rows: Uint32Array.from(rows) }));
}

/** What is drawn apart adds up by weight: replicates, squared errors and third moments of the parts. */
export function weightedMean(parts: readonly { readonly drawn: Drawn; readonly weight: number }[]): Drawn {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const add = (of: (drawn: Drawn, share: number) => number) =>
    parts.reduce((sum, { drawn, weight }) => sum + of(drawn, weight / total), 0);
  const squares = add((drawn, share) => (share * standardError(drawn)) ** 2);
  const cubes = add((drawn, share) => drawn.acceleration * (share * standardError(drawn)) ** 3);
  return {
    value: add(({ value }, share) => share * value),
    replicates: Float64Array.from(
      { length: Math.min(...parts.map(({ drawn }) => drawn.replicates.length)) },
      (_resample, index) => add(({ replicates }, share) => share * (replicates[index] as number)),
    ),
    acceleration: squares === 0 ? 0 : cubes / squares ** 1.5,
    rows: add(({ rows }) => rows),
    units: add(({ units }) => units),
    valid: Math.min(...parts.map(({ drawn }) => drawn.valid)),
  };
}

/** A period's figure whose rows come in groups. */
export interface GroupedPart {
  readonly statistic: Statistic;
  /** Shares of the whole are in proportion to it. */
  readonly weight: number;
  /** Of its rows. */
  readonly groups: readonly unknown[];
}

/** The weighted mean of the periods drawn by group: a group that lies in several periods comes with all of its rows. */
export function drawTogether(
  parts: readonly GroupedPart[],
  options: Pick<BootstrapOptions, 'random' | 'resamples'>,
): Drawn {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const whole = weightedSum(parts.map(({ statistic, weight }) => ({ statistic, weight: weight / total })));
  const [drawn] = bootstrap([whole], { ...options, groups: parts.flatMap(({ groups }) => groups) });
  return drawn as Drawn;
}
