// The exact test of two models that call the same rows: were their calls swapped row by row, how often would they differ as much?
import type { Metric } from './metrics/metric';
import type { Statistic } from './statistic';

/** Divisions to be weighed at most; where more rows are called otherwise, drawing tells the same. */
const mostDivisions = 1e5;
/** Equal differences may be rounded apart. */
const tolerance = 1e-9;

/**
 * Two-sided p of no difference between two models, of a metric that follows from a share of single rows; undefined for others,
 * and where very many rows differ. Of recall and accuracy it is McNemar's exact test (1947). Of precision and F1 it is exact where
 * the models are alike in all, and as differences are measured by their own standard error, nearly right where they are equal by
 * the metric only (Janssen 1997). Rows that both call alike are not swapped.
 */
export function swapChance(
  { valueOfShare }: Metric,
  first: Statistic,
  second: Statistic,
): number | undefined {
  if (valueOfShare === undefined || first.kind !== 'sums' || second.kind !== 'sums') return undefined;
  const kinds = kindsOf(first.parts, second.parts);
  const differing = kinds.filter(({ isDiffering }) => isDiffering);
  if (differing.reduce((product, { rows }) => product * (rows + 1), 1) > mostDivisions) return undefined;
  const far = (swapped: readonly number[]) => distance(valueOfShare, divided(kinds, differing, swapped));
  const seen = far(differing.map(({ asSeen }) => asSeen));
  const chanceFrom = (swapped: readonly number[]): number => {
    const kind = differing[swapped.length];
    if (kind === undefined) return far(swapped) < seen * (1 - tolerance) ? 0 : 1;
    return halves(kind.rows).reduce(
      (total, weight, count) => (weight === 0 ? total : total + weight * chanceFrom([...swapped, count])),
      0,
    );
  };
  return Math.min(1, chanceFrom([]));
}

/** What a row adds to the sums of either model. */
type Addition = readonly [right: number, among: number, otherRight: number, otherAmong: number];

/** Rows that add the same to both models, up to which of them is which. */
interface Kind {
  readonly addition: Addition;
  readonly rows: number;
  readonly isDiffering: boolean;
  /** Rows that add so; the others of the kind add the same the other way round. */
  readonly asSeen: number;
}

type Parts = Extract<Statistic, { kind: 'sums' }>['parts'];

function kindsOf([right, among]: Parts, [otherRight, otherAmong]: Parts): readonly Kind[] {
  const counts = new Map<number, { readonly addition: Addition; rows: number }>();
  right?.forEach((one, row) => {
    const addition = [one, among?.[row] ?? 0, otherRight?.[row] ?? 0, otherAmong?.[row] ?? 0] as const;
    const known = counts.get(keyOf(addition));
    if (known === undefined) counts.set(keyOf(addition), { addition, rows: 1 });
    else known.rows++;
  });
  return [...counts.values()].flatMap(({ addition, rows: asSeen }) => {
    const [own, turned] = [keyOf(addition), keyOf(turn(addition))];
    const isDiffering = own !== turned;
    if (own === 0 || (own > turned && counts.has(turned))) return []; // nothing is added, or it is told by the other
    return {
      addition,
      asSeen,
      isDiffering,
      rows: asSeen + (isDiffering ? (counts.get(turned)?.rows ?? 0) : 0),
    };
  });
}

/** Each part is 0 or 1. */
const keyOf = (addition: Addition) => addition.reduce((key, part) => 2 * key + part, 0);

const turn = ([right, among, otherRight, otherAmong]: Addition): Addition => [
  otherRight,
  otherAmong,
  right,
  among,
];

type Counted = readonly (readonly [addition: Addition, rows: number])[];

function divided(kinds: readonly Kind[], differing: readonly Kind[], asSeen: readonly number[]): Counted {
  const alike = kinds.filter(({ isDiffering }) => !isDiffering);
  return [
    ...alike.map(({ addition, rows }) => [addition, rows] as const),
    ...differing.flatMap(({ addition, rows }, at) => {
      const count = asSeen[at] ?? 0;
      return [[addition, count] as const, [turn(addition), rows - count] as const];
    }),
  ];
}

/** The difference over its standard error by the delta method, without sign; infinite where a model has no value. */
function distance(valueOfShare: (share: number) => number, counted: Counted): number {
  const sums = [0, 1, 2, 3].map((part) =>
    counted.reduce((sum, [addition, rows]) => sum + rows * (addition[part] as number), 0),
  ) as unknown as Addition;
  const [share, other] = [sums[0] / sums[1], sums[2] / sums[3]];
  const difference = Math.abs(valueOfShare(share) - valueOfShare(other));
  if (difference === 0) return 0;
  const [slope, otherSlope] = [slopeOf(valueOfShare, share), slopeOf(valueOfShare, other)];
  const variance = counted.reduce((sum, [[right, among, otherRight, otherAmong], rows]) => {
    const influence =
      (slope * (right - share * among)) / sums[1] -
      (otherSlope * (otherRight - other * otherAmong)) / sums[3];
    return sum + rows * influence ** 2;
  }, 0);
  return variance > 0 ? difference / Math.sqrt(variance) : Infinity;
}

function slopeOf(valueOfShare: (share: number) => number, share: number): number {
  const [low, high] = [Math.max(0, share - 1e-4), Math.min(1, share + 1e-4)];
  return (valueOfShare(high) - valueOfShare(low)) / (high - low);
}

/** Chances of 0 to `rows` heads of fair coins. */
function halves(rows: number): readonly number[] {
  const chances = Array.from({ length: rows + 1 }, () => 0);
  const middle = Math.floor(rows / 2);
  chances[middle] = 1;
  for (let count = middle; count < rows; count++)
    chances[count + 1] = ((chances[count] as number) * (rows - count)) / (count + 1);
  for (let count = middle; count > 0; count--)
    chances[count - 1] = ((chances[count] as number) * count) / (rows - count + 1);
  const all = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / all);
}
