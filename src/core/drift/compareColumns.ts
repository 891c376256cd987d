// Two tables compared column by column: distances, calibrated p-values, and which columns drifted at a false-alarm level.
import type { ColumnDrift, DriftMeasure } from '../monitor/window';
import { bucketEdges } from '../profile/buckets';
import { align, type Distribution } from './align';
import { calibratedPsi, homogeneityP, kolmogorovSmirnovP, qValues } from './calibrate';
import {
  chiSquare,
  hellinger,
  jensenShannon,
  kolmogorovSmirnov,
  lInfinity,
  totalVariation,
} from './measures';
import { normalisedWasserstein } from './wasserstein';

export interface ComparedColumn {
  readonly name: string;
  readonly reference: Distribution;
  readonly current: Distribution;
  /** Why it takes no part in alarms; undefined where it does. */
  readonly excluded?: string;
}

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
  const { reference: r, current: c, newCategories, unlisted } = align(reference, current);
  const p = homogeneityP(r, c, unlisted);
  const [n, m] = [total(r), total(c)];
  const { statistic } = chiSquare(r, c);
  const common = {
    psi: calibratedPsi(r, c, unlisted),
    js: { value: jensenShannon(r, c) },
    hellinger: { value: hellinger(r, c) },
    l_infinity: { value: lInfinity(r, c) },
    total_variation: { value: totalVariation(r, c) },
    chi_square: { value: statistic, p },
  };
  return {
    name,
    kind: reference.kind,
    measures: { ...common, ...byOrder(reference, current) },
    p,
    missing: { reference: share(reference.missing, n), current: share(current.missing, m) },
    ...(newCategories.length > 0 ? { newCategories } : {}),
    ...(excluded === undefined ? {} : { excluded }),
  };
}

/** What needs an order of values: KS and Wasserstein at the edges of the profile's buckets, over the values that are there. */
function byOrder(reference: Distribution, current: Distribution): Readonly<Record<string, DriftMeasure>> {
  if (reference.kind !== 'numeric' || current.kind !== 'numeric') return {};
  const index = [...new Set([...reference.buckets.index, ...current.buckets.index])].sort((a, b) => a - b);
  const counts = ({ buckets }: typeof reference) => {
    const known = new Map(buckets.index.map((bucket, at) => [bucket, buckets.counts[at] ?? 0]));
    return index.map((bucket) => known.get(bucket) ?? 0);
  };
  const [r, c] = [counts(reference), counts(current)];
  const value = kolmogorovSmirnov(r, c);
  const middles = index.map((bucket) => {
    const { low, high } = bucketEdges(bucket);
    return (low + high) / 2;
  });
  return {
    ks: { value, p: kolmogorovSmirnovP(value, total(r), total(c)) },
    wasserstein: { value: normalisedWasserstein({ values: middles, reference: r, current: c }) },
  };
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
