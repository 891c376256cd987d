// How many there are of what a metric rests on, and whether they are enough.
import type { Metric, RestsOn } from './metrics/metric';
import { enoughOfClass } from './rocAucInterval';
import { rowsOf, type Statistic } from './statistic';

export interface Classes {
  readonly positives: number;
  readonly negatives: number;
}

/** Rows, or pairs of rows. */
export function weightOf({ restsOn, valueOfShare }: Metric, statistic: Statistic, classes: Classes): number {
  if (valueOfShare !== undefined && statistic.kind === 'sums') return sum(statistic.parts[1]);
  if (restsOn === 'pairs') return classes.positives * classes.negatives;
  return restsOn === 'positives' ? classes.positives : rowsOf(statistic);
}

/** Why there are too few rows of what it rests on, a clause for a person; undefined where there are `enough`, or where it rests on all rows. `to`: e.g. `to resample`. */
export function reasonAgainst(
  metric: Metric,
  options: {
    readonly weight: number;
    readonly classes: Classes;
    readonly to: string;
    readonly enough?: number;
  },
): string | undefined {
  const { weight, classes, to, enough = enoughOfClass } = options;
  const { restsOn, label } = metric;
  if (restsOn === 'rows') return undefined;
  const count = restsOn === 'pairs' ? Math.min(classes.positives, classes.negatives) : weight;
  if (count >= enough) return undefined;
  if (count === 0)
    return restsOn === 'pairs' ? `all rows are of one class; ${label} needs both` : noneOf[restsOn];
  const few = restsOn === 'pairs' ? `one class has ${count} rows` : `${count} rows are ${named[restsOn]}`;
  return `${few}: under ${enough} are too few ${to}`;
}

const named = {
  positives: 'positive',
  called: 'called positive',
  either: 'positive or called so',
} as const;

const noneOf = {
  positives: 'no row is positive',
  called: 'no row is called positive',
  either: 'no row is positive or called so',
} as const satisfies Record<Exclude<RestsOn, 'rows' | 'pairs'>, string>;

const sum = (values: Float64Array | undefined) => values?.reduce((total, value) => total + value, 0) ?? 0;

/** Rows of a share that two scores call otherwise, so that one counts what the other does not; Infinity where it is no share. */
export function disagreeing({ valueOfShare }: Metric, first: Statistic, second: Statistic): number {
  if (valueOfShare === undefined || first.kind !== 'sums' || second.kind !== 'sums') return Infinity;
  const others = second.parts;
  return (
    first.parts[0]?.reduce(
      (count, _one, row) => count + Number(first.parts.some((part, at) => part[row] !== others[at]?.[row])),
      0,
    ) ?? 0
  );
}
