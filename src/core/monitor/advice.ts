// What to do about an open alert by what is known now, and whether that is retraining: labels may have come since it opened. The alert
// keeps what was known then.
import { counted } from '../figures';
import type { MonitorSettings } from '../manifest/manifest';
import { flowText, houseStyle } from '../manifest/render';
import { driftedColumns, isIgnored } from './columns';
import { figureText, isMeasured, judgeLimit, limitText, straddleText } from './limit';
import type { Alert, Window } from './window';

interface Judged {
  readonly windows: readonly Window[];
  /** As the manifest has it now; undefined where it has none. */
  readonly monitor?: Pick<MonitorSettings, 'performance' | 'retrain' | 'drift'> | undefined;
}

export interface Known extends Judged {
  /** Of the deployment, as of its monitor. */
  readonly name: string;
}

type Open = Pick<Alert, 'opened'>;

/** One or two sentences. */
export function adviceOn(alert: Open, known: Known): string {
  const { opened } = alert;
  if (opened.about === 'performance') return answerToFall(known.monitor?.retrain);
  if (opened.about !== 'drift') return opened.next;
  return [answerToDrift(alert, known), howToIgnore(alert, known)].join(' ').trimEnd();
}

/**
 * Columns of an alert about drift that lifecycle.yaml could leave out of alarms: those that it names, then what else of
 * its version drifted in any window. Empty for other alerts, and where those that it names are left out already.
 */
export function ignorable({ opened }: Open, { windows, monitor }: Known): readonly string[] {
  if (opened.about !== 'drift') return [];
  const drifted = windows
    .filter(({ version }) => version === opened.version)
    .flatMap(driftedColumns)
    .map(({ name }) => name);
  const isAlarming = (name: string) => !isIgnored(monitor, name);
  return opened.cause.some(isAlarming) ? [...new Set([...opened.cause, ...drifted])].filter(isAlarming) : [];
}

const namesShown = 6;

/** What to write for it, into the maps that are there; the first names as they stand, of others how many. Empty where there is nothing to leave out. */
function howToIgnore(alert: Open, known: Known): string {
  const { name, monitor } = known;
  const names = ignorable(alert, known);
  if (names.length === 0) return '';
  const shown = names.slice(0, namesShown);
  const listed = shown.map((one) => flowText(one, houseStyle)).join(', ');
  const others = names.length - shown.length;
  const elsewhere = shown.filter((column) => !alert.opened.cause.includes(column)).join(', ');
  const more = others > 0 ? ` ${counted(others, 'more column')} drifted.` : '';
  const place = `monitors.${name} in lifecycle.yaml`;
  const edit = monitor?.drift?.ignore
    ? `add ${listed} to drift.ignore of ${place}`
    : monitor?.drift
      ? `add ignore: [${listed}] to drift of ${place}`
      : `add drift: {ignore: [${listed}]} to ${place}`;
  const also = elsewhere === '' ? '' : ` (${elsewhere} did in another window)`;
  return `If the column${names.length === 1 ? '' : 's'} may differ${also}, ${edit}.${more}`;
}

function answerToDrift({ opened }: Open, known: Known): string {
  const performance = known.monitor?.performance;
  if (!performance) return opened.next;
  const { window, verdict, unsure } = newestVerdict(opened.version, known) ?? {};
  if (!window) return opened.next;
  const columns = opened.cause.length === 1 ? 'the column' : 'the columns';
  const since = unsure ? ` Not sure since: ${straddleText(unsure, performance)}.` : '';
  const well = unsure ? 'when it was last sure, it answered well' : 'so far it answers well';
  return verdict?.kind === 'missed'
    ? `Look at ${columns}: what moved may be why it lies ${limitText(performance, verdict.side)}: ${figureText(window)}.${since}`
    : `Look at ${columns}; ${well}: ${figureText(window)}, ${limitText(performance)}.${since}`;
}

/** By the policy. Never drift of a version that answers well all the same, by its newest labels, and nothing that is over. */
export function callsForRetraining({ opened, resolved }: Alert, known: Judged): boolean {
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

/** The newest window of this version whose labels decide; `unsure`: the newest since whose interval lies on both sides of the limit. */
function newestVerdict(version: number, { windows, monitor }: Judged) {
  const performance = monitor?.performance;
  if (!performance) return undefined;
  const judged = windows
    .filter((window) => window.version === version && window.isComplete)
    .sort((a, b) => (a.from < b.from ? 1 : -1))
    .map((window) => ({ window, verdict: judgeLimit(window, performance) }));
  const at = judged.findIndex(({ verdict }) => verdict);
  const decided = judged[at];
  if (!decided?.verdict) return undefined;
  return {
    window: decided.window,
    verdict: decided.verdict,
    unsure: judged.slice(0, at).find(({ window }) => isMeasured(window))?.window,
  };
}
