// Drift that was told before and stands: nothing was judged anew, and nothing else is wrong.
import type { Plain } from '../../core/json';
import type { Alert } from '../../core/monitor/window';
import type { Outcome } from '../../core/run/run';
import { mendLabels } from './modelPredictions';

interface Told {
  readonly monitors: readonly { readonly alerts: readonly Alert[] }[];
}

/** What the open alerts of a monitoring say, if all that it has against it is drift that an earlier one told; else nothing. */
export function standingDrift({ kind, passed, summary, document }: Outcome): readonly string[] {
  if (kind !== 'skipped' || passed || summary.includes(mendLabels)) return [];
  const { monitors } = document as Plain<Told>;
  const open = monitors.flatMap(({ alerts }) => alerts.filter(({ resolved }) => resolved === undefined));
  return open.every(({ opened }) => opened.about === 'drift') ? open.map(({ opened }) => opened.message) : [];
}
