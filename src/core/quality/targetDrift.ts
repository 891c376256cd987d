// Whether a target's answers stay equally frequent from the first rows to the last.
import { chiSquareUpper } from '../distribution';
import { correctedV } from '../profile/cramersV';
import { sum } from '../sum';
import type { TargetBlocks } from './facts';

export interface TargetDrift {
  /** The answer whose share moves most, the rarer one of equals, with its lowest and highest share among the blocks. */
  readonly answer: string;
  readonly low: number;
  readonly high: number;
  readonly first: number;
  readonly last: number;
  /** Of Pearson's test that all blocks have the same shares. */
  readonly p: number;
  /** Cramer's V, bias-corrected: 0 no difference, 1 each block has one answer. */
  readonly v: number;
  /** The rows are sorted by the target: a matter of the file, not of time. */
  readonly isSorted: boolean;
}

const level = 0.001;
/** Weaker movement is there, but does not flatter a random split noticeably. */
const leastV = 0.1;
const sortedV = 0.8;

/** Undefined where nothing moves enough to matter. `answer`: the one to report; undefined takes the one that moves most. */
export function targetDrift({ by, answers, counts }: TargetBlocks, answer?: string): TargetDrift | undefined {
  const blocks = counts.map(sum);
  const totals = answers.map((_answer, at) => sum(counts.map((block) => block[at] ?? 0)));
  const n = sum(blocks);
  const rows = blocks.filter((count) => count > 0).length;
  const columns = totals.filter((count) => count > 0).length;
  if (rows < 2 || columns < 2) return undefined;
  const statistic = sum(
    counts.flatMap((block, b) =>
      block.flatMap((count, a) => {
        const expected = ((blocks[b] ?? 0) * (totals[a] ?? 0)) / n;
        return expected > 0 ? [(count - expected) ** 2 / expected] : [];
      }),
    ),
  );
  const degrees = (rows - 1) * (columns - 1);
  const p = chiSquareUpper(statistic, degrees);
  const v = correctedV({ statistic, n, rows, columns });
  if (!(p < level) || v < leastV) return undefined;
  const shares = answers.map((name, at) => ({
    name,
    shares: counts.flatMap((block, b) => ((blocks[b] ?? 0) > 0 ? [(block[at] ?? 0) / (blocks[b] ?? 1)] : [])),
  }));
  const reach = (of: { shares: number[] }) => Math.max(...of.shares) - Math.min(...of.shares);
  const frequency = (of: { shares: number[] }) => sum(of.shares);
  const [most] = [...shares].sort(
    (a, b) => Math.round((reach(b) - reach(a)) * 1e9) || frequency(a) - frequency(b),
  );
  const moving = shares.find(({ name }) => name === answer) ?? most;
  if (!moving) return undefined;
  return {
    answer: moving.name,
    low: Math.min(...moving.shares),
    high: Math.max(...moving.shares),
    first: moving.shares[0] ?? 0,
    last: moving.shares.at(-1) ?? 0,
    p,
    v,
    isSorted: by === 'order' && v >= sortedV,
  };
}

/** What to do about a target that moves; by order alone, rows of one group would stand on both sides. */
export const splitAlong = ({ by, groups }: TargetBlocks) =>
  by === 'order' && groups !== undefined
    ? `Name the column that tells when a row is from as "time" of the dataset and write "by: time" in its split (by order, rows of one ${groups} would stand in two parts)`
    : `Write "by: ${by}" in the dataset's split`;
