// Two tables compared column by column: distances, calibrated p-values, and which columns drifted at a false-alarm level.
import type { ColumnDrift, DriftMeasure } from './columnDrift';
import { bucketMiddle } from '../profile/buckets';
import { sum } from '../sum';
import { align } from './align';
import type { Aligned } from './aligned';
import type { Distribution } from './distribution';
import { beyondRange } from './beyondRange';
import { calibratedPsi, qValues } from './calibrate';
import { beyondTheListP, homogeneityP, newcomerP, tested } from './homogeneity';
import { ksOfCounts } from './kolmogorov';
import { hellinger, jensenShannon, lInfinity, totalVariation } from './measures';
import { movedIn } from './moved';
import { normalisedWasserstein } from './wasserstein';

export interface ComparedColumn {
  readonly name: string;
  readonly reference: Distribution;
  readonly current: Distribution;
  /** Why it takes no part in alarms; undefined where it does. */
  readonly excluded?: string;
}

/** What `compareColumns` can measure. */
export const measureNames = [
  'psi',
  'js',
  'hellinger',
  'l_infinity',
  'total_variation',
  'chi_square',
  'ks',
  'beyond',
  'wasserstein',
] as const;
type Measures = Readonly<Partial<Record<(typeof measureNames)[number], DriftMeasure>>>;

/**
 * `level`: the share of windows in which any column may be called drifted though none is (by Benjamini-Hochberg, under the
 * global null). Excluded columns are measured but never drift.
 */
export function compareColumns(columns: readonly ComparedColumn[], level: number): readonly ColumnDrift[] {
  const measured = columns.map(measure);
  const judged = measured.filter(({ excluded }) => excluded === undefined);
  const q = new Map(qValues(judged.map(({ p }) => p)).map((value, index) => [judged[index]?.name, value]));
  return measured.map((column) => {
    const own = q.get(column.name) ?? column.p;
    return { ...column, q: own, drifted: column.excluded === undefined && own <= level };
  });
}

function measure({ name, reference, current, excluded }: ComparedColumn): Omit<ColumnDrift, 'q' | 'drifted'> {
  const aligned = align(reference, current);
  const [n, m] = [sum(aligned.reference), sum(aligned.current)];
  const measures: Measures = n === 0 || m === 0 ? {} : measuresOf(aligned, reference, current);
  const newCategories = newIn(aligned, [n, m]);
  return {
    name,
    kind: reference.kind,
    measures,
    p: decidingP(aligned, measures),
    missing: {
      reference: share(reference.missing, n),
      current: share(current.missing, m),
      p: tested([n - reference.missing, reference.missing], [m - current.missing, current.missing]).p,
    },
    ...(n === 0 || m === 0 ? {} : movedIn(aligned, reference, current)),
    ...(newCategories.length > 0 ? { newCategories } : {}),
    ...(excluded === undefined ? {} : { excluded }),
  };
}

/** Where the reference does not list all of its categories: the one that is surely too frequent to have been beyond the list. */
function newIn({ newCategories, unlisted }: Aligned, rows: readonly [number, number]): readonly string[] {
  if (unlisted?.newcomer.name === undefined || newcomerP(rows, unlisted) > surely) return newCategories;
  return [unlisted.newcomer.name];
}

/** A category is called new at this p-value at most. */
const surely = 0.001;

/**
 * Of what the bins say and, for numbers, of what bins cannot see, each with its share of the false alarms (Bonferroni): half
 * for the bins, a quarter each for KS, which sees values move within bins, and for values beyond the reference's range.
 */
function decidingP({ reference, current, unlisted }: Aligned, { ks, beyond }: Measures): number {
  const ofBins = homogeneityP(reference, current, unlisted);
  if (!ks) return ofBins;
  return Math.min(1, 2 * ofBins, 4 * (ks.p ?? 1), 4 * (beyond?.p ?? 1));
}

function measuresOf(aligned: Aligned, reference: Distribution, current: Distribution): Measures {
  const { reference: r, current: c, unlisted } = aligned;
  const { statistic, p } = tested(r, c, { unlisted });
  return {
    psi: calibratedPsi(r, c, unlisted),
    js: { value: jensenShannon(r, c) },
    hellinger: { value: hellinger(r, c) },
    l_infinity: { value: lInfinity(r, c) },
    total_variation: { value: totalVariation(r, c) },
    chi_square: { value: statistic, p },
    ...(unlisted
      ? { beyond: { value: share(c[unlisted.beyond] ?? 0, sum(c)), p: beyondTheListP(r, c, unlisted) } }
      : {}),
    ...byOrder(reference, current),
  };
}

/** What needs an order of values, over the values that are there: at the edges of the profile's buckets. {} where a side has none. */
function byOrder(reference: Distribution, current: Distribution): Measures {
  if (reference.kind !== 'numeric' || current.kind !== 'numeric') return {};
  const beyond = beyondRange(reference.buckets, current.buckets);
  if (!beyond) return {};
  const index = [...new Set([...reference.buckets.index, ...current.buckets.index])].sort((a, b) => a - b);
  const counts = ({ buckets }: typeof reference) => {
    const known = new Map(buckets.index.map((bucket, at) => [bucket, buckets.counts[at] ?? 0]));
    return index.map((bucket) => known.get(bucket) ?? 0);
  };
  const [r, c] = [counts(reference), counts(current)];
  const { origin = 0 } = reference.buckets;
  const middles = index.map((bucket) => bucketMiddle(bucket) + origin);
  return {
    ks: ksOfCounts(r, c),
    beyond: { value: beyond.share, p: beyond.p },
    wasserstein: { value: normalisedWasserstein({ values: middles, reference: r, current: c }) },
  };
}

const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
