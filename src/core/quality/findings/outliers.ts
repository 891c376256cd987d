// Few numbers far away from all others, and infinities. Heavy tails are none: a gap must lie between.
import { bucketCells, type Cell } from '../../profile/buckets';
import type { ColumnProfile } from '../../profile/profile';
import { counted } from '../../figures';
import { identifier } from '../../quote';
import { detector, type Found } from '../detector';

/** At most this share of the values can be outliers. */
const mostShare = 0.001;
const leastValues = 100;
/** An outlier lies so many times as far from the median as the farthest other value on its side. */
const gap = 3;

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
  return [
    {
      severity: 'warning',
      columns: [name],
      message: `${name} lies far from all others in ${counted(count, 'row')}: ${parts.map(({ words, next }) => `${words}, the next being about ${about(next, median)}`).join('; ')}.`,
      evidence: { count, min: Number(min), max: Number(max), median },
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
): { count: number; next: number; from: number } | undefined {
  let count = 0;
  for (const [at, cell] of cells.slice(0, -1).entries()) {
    count += cell.count;
    if (count > Math.max(1, mostShare * total)) return undefined;
    const inner = cells[at + 1] as Cell;
    const isAbove = cell.low >= median;
    const [own, next] = isAbove ? [cell.low, inner.high] : [cell.high, inner.low];
    if (Math.abs(own - median) > gap * Math.abs(next - median) && own !== next)
      return { count, next, from: (own + next) / 2 };
  }
  return undefined;
}
