// What to do about an open alert by what is known now, and whether that is retraining: labels may have come since it opened. The alert
// keeps what was known then.
import type { MonitorSettings } from '../manifest/manifest';
import { figureText, judgeLimit, limitText } from './limit';
import type { Alert, Window } from './window';

export interface Known {
  readonly windows: readonly Window[];
  /** As the manifest has it now; undefined where it has none. */
  readonly monitor?: Pick<MonitorSettings, 'performance' | 'retrain'> | undefined;
}

/** A sentence. */
export function adviceOn({ opened }: Pick<Alert, 'opened'>, known: Known): string {
  const performance = known.monitor?.performance;
  if (opened.about === 'performance') return answerToFall(known.monitor?.retrain);
  if (opened.about !== 'drift' || !performance) return opened.next;
  const { window, verdict } = newestVerdict(opened.version, known) ?? {};
  if (!window) return opened.next;
  const columns = opened.cause.length === 1 ? 'the column' : 'the columns';
  return verdict?.kind === 'kept'
    ? `Look at ${columns}; so far it answers well: ${figureText(window)}, ${limitText(performance)}.`
    : `Look at ${columns}: they may be why it fell, ${figureText(window)}.`;
}

/** By the policy. Never drift of a version that answers well all the same, by its newest labels, and nothing that is over. */
export function callsForRetraining({ opened, resolved }: Alert, known: Known): boolean {
  const retrain = known.monitor?.retrain;
  if (!retrain || resolved || !isAnsweredBy(retrain, opened.about)) return false;
  return opened.about !== 'drift' || newestVerdict(opened.version, known)?.verdict.kind !== 'kept';
}

type Policy = Pick<NonNullable<MonitorSettings['retrain']>, 'when'>;

/** What to do about a performance that left its limit. */
export function answerToFall(retrain: Policy | undefined): string {
  if (!retrain)
    return 'Find out what changed; to retrain it on newer data, write "retrain:" under its monitor in lifecycle.yaml.';
  return isAnsweredBy(retrain, 'performance')
    ? 'Retrain it on newer data.'
    : 'Find out what changed; to answer it by retraining, add "performance" to retrain.when of its monitor in lifecycle.yaml.';
}

const isAnsweredBy = ({ when = ['performance'] }: Policy, about: Alert['opened']['about']) =>
  when.some((kind) => kind === about);

/** The newest window of this version whose labels decide. */
function newestVerdict(version: number, { windows, monitor }: Known) {
  const performance = monitor?.performance;
  if (!performance) return undefined;
  const judged = windows
    .filter((window) => window.version === version && window.isComplete)
    .sort((a, b) => (a.from < b.from ? 1 : -1))
    .map((window) => ({ window, verdict: judgeLimit(window, performance) }));
  for (const { window, verdict } of judged) if (verdict) return { window, verdict };
  return undefined;
}
