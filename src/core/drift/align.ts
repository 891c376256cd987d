// A column's distribution in reference and current, cut into the same bins; what differs between the bins is measured elsewhere.
import { alignCategories } from './alignCategories';
import { expectedAtLeast, type Aligned } from './aligned';
import { alignNumbers } from './alignNumbers';
import { rowsOf, type Distribution } from './distribution';

/**
 * Numeric bins are cut at the reference's quantiles, or those of both samples where it is small, the first and last open, so
 * that no outlier moves an edge, and around values that are frequent; edges are edges of the profile's buckets (1% wide), so
 * both sides are counted exactly. What open bins cannot see is the matter of `beyondRange`. Categories that are rare in both samples
 * together join `other`, new ones too: chosen by the pooled counts, they favour neither side. Where the reference lists only
 * its most frequent ones, all beyond the list is `other`, and `rare` are those of the list that may owe their place in it to the
 * reference's luck. `bins`: how many shares; fewer than 10 where the smaller sample would leave them thin.
 */
export function align(
  reference: Distribution,
  current: Distribution,
  bins = binsFor(Math.min(rowsOf(reference), rowsOf(current))),
): Aligned {
  if (reference.kind === 'numeric' && current.kind === 'numeric')
    return alignNumbers(reference, current, bins);
  if (reference.kind === 'categorical' && current.kind === 'categorical')
    return alignCategories(reference, current);
  throw new RangeError('A numeric column cannot be aligned with a categorical one.');
}

/** Bins of numbers where there are rows enough. */
const mostBins = 10;

// A quantile bin holds its share only about; a few rows more than needed keep most bins from being thin.
const binsFor = (rows: number) =>
  rows === 0 ? mostBins : Math.max(2, Math.min(mostBins, Math.floor(rows / (expectedAtLeast + 2))));
