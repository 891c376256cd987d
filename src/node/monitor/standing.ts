// Drift that was told before and stands: nothing was judged anew, and nothing else is wrong.
import type { Plain } from '../../core/json';
import { hasBrokenLabels } from '../../core/monitor/label';
import type { Alert, Window } from '../../core/monitor/window';
import type { Outcome } from '../../core/run/run';

interface Told {
  readonly monitors: readonly { readonly alerts: readonly Alert[]; readonly windows: readonly Window[] }[];
}

/** What the open alerts of a monitoring say, if all that it has against it is drift that an earlier one told; else nothing. */
export function standingDrift({ kind, passed, document }: Outcome): readonly string[] {
  if (kind !== 'skipped' || passed) return [];
  const { monitors } = document as Plain<Told>;
  if (monitors.some(({ windows }) => windows.some(hasBrokenLabels))) return [];
  const open = monitors.flatMap(({ alerts }) => alerts.filter(({ resolved }) => resolved === undefined));
  return open.every(({ opened }) => opened.about === 'drift') ? open.map(({ opened }) => opened.message) : [];
}
