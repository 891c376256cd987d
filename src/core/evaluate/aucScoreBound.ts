// A bound on ROC AUC that needs no variance from the rows, for few rows and for an AUC of 0 or 1.
import type { Bounds } from './interval';

/** Newcombe's score interval (Statistics in Medicine 2006, 25:559, method 5): all theta with |theta - auc| <= z sqrt(V(theta)), V by Hanley and McNeil with both class sizes at their mean. */
export function aucScoreBound(options: {
  readonly auc: number;
  readonly positives: number;
  readonly negatives: number;
  /** Normal quantile of the confidence, e.g. 1.96. */
  readonly z: number;
}): Bounds {
  const { auc, positives, negatives, z } = options;
  const extra = (positives + negatives) / 2 - 1;
  const isInside = (theta: number) => {
    const spread = 1 + (extra * (1 - theta)) / (2 - theta) + (extra * theta) / (1 + theta);
    return Math.abs(theta - auc) <= z * Math.sqrt((theta * (1 - theta) * spread) / (positives * negatives));
  };
  return [edge(auc, 0, isInside), edge(auc, 1, isInside)];
}

/** The border between `inside`, where the condition holds, and `outside`, by halving. */
function edge(inside: number, outside: number, isInside: (theta: number) => boolean): number {
  if (inside === outside) return outside;
  let [good, bad] = [inside, outside];
  for (let step = 0; step < 60; step++) {
    const middle = (good + bad) / 2;
    if (isInside(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
