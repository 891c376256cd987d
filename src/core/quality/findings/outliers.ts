// Few numbers far away from all others, and infinities. The values of a heavy tail are none: a gap must lie between that its tail does not make.
import { bucketCells, type Cell } from '../../profile/buckets';
import type { ColumnProfile } from '../../profile/profile';
import { counted } from '../../figures';
import { identifier } from '../../quote';
import { detector, type Found } from '../detector';

/** At most this share of the values can be outliers. */
const mostShare = 0.001;
const leastValues = 100;
/** An outlier lies at least so many times as far from the median as the farthest other value on its side. */
const leastGap = 3;
/** By the tail alone as many values lie beyond as great a gap with the first chance at most, else nothing is told; above the second it is a note. */
const [mostByTail, surelyNotByTail] = [0.03, 0.002];
/** At least so many of the others tell how heavy the tail is. */
const fewestOfTail = 20;

export const outliers = detector('outliers', ({ profile }) =>
  profile.columns.flatMap((column) => [...infinite(column), ...detached(column)]),
);

function infinite({ name, infinities = 0 }: ColumnProfile): Found[] {
  if (infinities === 0) return [];
  return [
    {
      severity: 'warning',
      columns: [name],
      message: `${name} is infinite in ${counted(infinities, 'row')}.`,
      evidence: { infinities },
      rows: `isinf(${identifier(name)})`,
      fix: {
        text: 'Most models refuse infinities: find out where they come from, or turn them into missing values.',
      },
    },
  ];
}

function detached(column: ColumnProfile): Found[] {
  const { name, kind, min, max, quantiles, hiddenMissing, infinities = 0 } = column;
  const buckets = column.fine ?? column.buckets;
  const median = quantiles?.['0.5'];
  if (!buckets || median === undefined || infinities > 0 || Object.keys(hiddenMissing).length > 0) return [];
  const cells = bucketCells(buckets, { min: Number(min), max: Number(max), isInteger: kind === 'integer' });
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  if (total < leastValues) return [];
  const above = beyondGap(cells.filter(({ high }) => high > median).reverse(), median, total);
  const below = beyondGap(
    cells.filter(({ low }) => low < median),
    median,
    total,
  );
  const parts = [
    ...(above
      ? [{ ...above, words: `up to ${Number(max)}`, rows: `${identifier(name)} > ${above.from}` }]
      : []),
    ...(below
      ? [{ ...below, words: `down to ${Number(min)}`, rows: `${identifier(name)} < ${below.from}` }]
      : []),
  ];
  if (parts.length === 0) return [];
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const byTail = Math.min(...parts.map(({ chance }) => chance));
  const isByTail = byTail > surelyNotByTail;
  return [
    {
      severity: isByTail ? 'info' : 'warning',
      columns: [name],
      message: `${name} lies far from all others in ${counted(count, 'row')}: ${parts.map(({ words, next }) => `${words}, the next being about ${about(next, median)}`).join('; ')}.${isByTail ? ' They may be the end of a heavy tail.' : ''}`,
      evidence: {
        count,
        min: Number(min),
        max: Number(max),
        median,
        ...(isByTail ? { chanceByTail: byTail } : {}),
      },
      rows: parts.map(({ rows }) => rows).join(' OR '),
      fix: { text: 'Look at these rows: correct them, leave them out by a filter, or keep them knowingly.' },
    },
  ];
}

/** To three digits of the distance from the median. */
function about(value: number, median: number): number {
  const offset = Math.log10(Math.abs(value) / Math.abs(value - median));
  return Number(
    value.toPrecision(Math.min(15, 3 + Math.max(0, Math.ceil(Number.isFinite(offset) ? offset : 0)))),
  );
}

/** `cells` from the outermost towards the median. Undefined where no few of them lie beyond a gap. */
function beyondGap(
  cells: readonly Cell[],
  median: number,
  total: number,
): { count: number; next: number; from: number; chance: number } | undefined {
  let count = 0;
  for (const [at, cell] of cells.slice(0, -1).entries()) {
    count += cell.count;
    if (count > Math.max(1, mostShare * total)) return undefined;
    const inner = cells[at + 1] as Cell;
    const isAbove = cell.low >= median;
    const [own, next] = isAbove ? [cell.low, inner.high] : [cell.high, inner.low];
    const gap = Math.abs(own - median) / Math.abs(next - median);
    if (!(gap > leastGap) || own === next) continue;
    const chance = chanceByTail(gap, { beyond: count, others: cells.slice(at + 1), median, total });
    if (chance <= mostByTail) return { count, next, from: (own + next) / 2, chance };
  }
  return undefined;
}

/**
 * In a tail of index 1 / h the farthest k values lie g times as far out as the next one with chance g^(-k / h) (Renyi 1953). h is Hill's
 * estimate (1975, Annals of Statistics 3:1163) over the nearest of the others, as many as the root of all values.
 */
function chanceByTail(
  gap: number,
  {
    beyond,
    others,
    median,
    total,
  }: {
    readonly beyond: number;
    readonly others: readonly Cell[];
    readonly median: number;
    readonly total: number;
  },
): number {
  const wanted = Math.max(fewestOfTail, Math.round(Math.sqrt(total)));
  let [taken, logs, innermost] = [0, 0, 0];
  for (const { low, high, count } of others) {
    const distance = Math.abs((low + high) / 2 - median);
    if (taken >= wanted || distance === 0) break;
    const used = Math.min(count, wanted - taken);
    taken += used;
    innermost = Math.log(distance);
    logs += used * innermost;
  }
  const heaviness = taken === 0 ? 0 : logs / taken - innermost;
  return heaviness > 0 ? gap ** (-beyond / heaviness) : 0;
}
