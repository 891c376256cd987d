// What an open alert calls for now: asked by the tree, the panel, the status bar and `next`, so that none of them offers what another advises against.
import type { RegistryState } from '../registry/fold';
import { wasPromoted } from '../registry/letThrough';
import type { Version } from '../registry/version';
import { adviceOn, callsForRetraining, type Known } from './advice';
import { byEnd } from './alerts';
import { isMeasured, judgeLimit, straddleText } from './limit';
import type { Alert } from './window';

export interface Standing extends Known {
  readonly registry: Pick<RegistryState, 'versions' | 'events' | 'retired'>;
  /** The version that should answer; undefined where there is none. */
  readonly wanted?: number | undefined;
  /** The version that answers; undefined where none does. */
  readonly answering?: number | undefined;
  /** A time in the past is asked for. */
  readonly isPast?: boolean | undefined;
}

export interface Answer {
  /** `watch`: the version that took over or was returned to, whose own answers will end it. */
  readonly kind: 'retrain' | 'look' | 'watch';
  /** Of one to watch: its answers were judged, and have not ended it. */
  readonly isJudged?: true;
  /** What has come of it since, a clause; undefined where nothing has. */
  readonly since?: string;
  /** What ends it, in that case. */
  readonly until?: string;
  /** What to do, sentences; undefined where `since` says it. */
  readonly advice?: string;
}

/** All that it says to a person, of as many alerts as it answers. */
export const answerText = (answer: Answer, alerts = 1): string =>
  [sinceText(answer, alerts), answer.advice].filter((text) => text !== undefined).join(' ');

/** A sentence; undefined where nothing has come of it. */
export function sinceText({ since, until }: Answer, alerts = 1): string | undefined {
  if (since === undefined || until === undefined) return since && `${since}.`;
  return `${since}; ${alerts === 1 ? 'this alert ends' : 'these alerts end'} with ${until}.`;
}

export function answerTo(alert: Alert, standing: Standing): Answer {
  const { version, at, about } = alert.opened;
  const { name, registry, wanted, answering, windows, isPast } = standing;
  if (isPast && !registry.versions.some((one) => one.version === version))
    return {
      kind: 'look',
      since: `Version ${version} was registered after the time asked for, so nothing can be made of it then`,
    };
  if (wanted !== undefined && wanted !== version && about !== 'labels') {
    if (isPast || answering === wanted) return watching(alert, wanted, standing);
    const since = `Version ${wanted} is to take its place but does not answer yet`;
    return { kind: 'watch', since, until: firstWindow };
  }
  const advice = adviceOn(alert, standing);
  if (!callsForRetraining(alert, standing)) return { kind: 'look', advice };
  const made = registry.versions.findLast((one) => !registry.retired.includes(one.version));
  if (!made || made.version === version || made.at < at) return { kind: 'retrain', advice };
  const since = unused(registry, made);
  const isRetrained = made.lineage.span !== undefined;
  const hasNewerLabels = windows.some(({ judgedAt, labelled }) => labelled > 0 && judgedAt > made.at);
  if (!isRetrained || hasNewerLabels) return { kind: 'retrain', since, advice };
  return {
    kind: 'look',
    since,
    advice: `No labels have been judged since: judge those that came (lifecycle monitor ${name}), wait for more, or improve the model.`,
  };
}

const firstWindow = 'the first window of its own answers';

/** What the windows of the version that answers since have told of it. */
function watching({ opened }: Alert, version: number, { name, windows, monitor }: Standing): Answer {
  const since = `Version ${version} took its place since`;
  const about = windows.find(({ key }) => key === opened.window);
  const own = windows.filter((one) => one.version === version && (!about || byEnd(about, one) < 0));
  const complete = own.filter(({ isComplete }) => isComplete);
  const judged = { kind: 'watch', isJudged: true } as const;
  if (own.length > 0 && complete.length === 0)
    return { ...judged, since, until: `${firstWindow}, and none is complete yet` };
  const rule = opened.about === 'performance' ? monitor?.performance : undefined;
  const isToEnd = !rule || complete.some((window) => judgeLimit(window, rule));
  if (complete.length === 0 || isToEnd) return { kind: 'watch', since, until: firstWindow };
  const unsure = complete.findLast(isMeasured);
  if (unsure)
    return {
      ...judged,
      since: `${since}, but ${straddleText(unsure, rule)}`,
      until: `${firstWindow} that does not`,
    };
  return {
    ...judged,
    since,
    until: `${firstWindow} that has labels enough to be judged by`,
    advice: `Judge labels that have come since (lifecycle monitor ${name}), or wait for more.`,
  };
}

/** Why a version that was made since an alert opened does not answer. */
function unused(registry: Standing['registry'], version: Version): string {
  const who = `Version ${version.version}, made since,`;
  return wasPromoted({}, registry, version)
    ? `${who} was promoted once and does not answer now`
    : `${who} did not take its place`;
}
