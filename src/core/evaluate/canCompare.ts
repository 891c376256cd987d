// Whether there are enough labels to compare two models by, told before either is asked.
import { fewestUnits } from './bootstrap';
import { metrics, type MetricName } from './metrics';
import { reasonAgainst } from './restsOn';
import type { Numbers } from './rows';

/** False only where no answers of the two could show a difference. `labels`: 1 or 0; the actual value for a regression metric. */
export function canCompare(
  name: MetricName,
  { labels, groups }: { readonly labels: Numbers; readonly groups?: readonly string[] | undefined },
): boolean {
  const metric = metrics[name];
  const units = groups === undefined ? labels.length : new Set(groups).size;
  if (units < fewestUnits) return false;
  if (metric.restsOn === 'called' || metric.restsOn === 'either') return true;
  const positives = Array.from(labels).filter((label) => label === 1).length;
  const classes = { positives, negatives: labels.length - positives };
  return reasonAgainst(metric, { weight: positives, classes, to: 'to compare' }) === undefined;
}
