// What has to be told now: the windows' alerts against those that were told before. What was told is never taken back, only ended.
import { foldAlerts } from './alerts';
import type { Alert, AlertEvent } from './window';

export interface Telling {
  readonly asOf: string;
  /** That windows are judged by other rules now; what an open alert says by the old ones ends and is told anew. */
  readonly whyEnded?: string;
  /** Whether the prediction log holds answers of a version; without, its windows say nothing new and what they opened stays ended. */
  readonly isLogged: (version: number) => boolean;
}

/**
 * Events to write at `asOf`. `known`: all told by then; `all`: those that the windows, as judged by then, lead to. Labels that came
 * late may change a window's judgement: an alert it no longer gives reason for ends, one that ended without reason opens again.
 */
export function newEvents(
  known: readonly AlertEvent[],
  all: readonly AlertEvent[],
  { asOf, whyEnded, isLogged }: Telling,
): readonly AlertEvent[] {
  const told = alertsById(known);
  const wanted = alertsById(all);
  const withdrawn = [...told.values()].filter(
    ({ opened, resolved }) => resolved === undefined && !wanted.has(opened.alert),
  );
  const changed = [...wanted.values()].flatMap((alert): AlertEvent[] => {
    const before = told.get(alert.opened.alert);
    const { opened, resolved } = alert;
    if (!before) return resolved ? [opened, resolved] : [opened];
    const mayOpen = opened.about === 'labels' || isLogged(opened.version);
    if (before.resolved) return resolved || !mayOpen ? [] : [{ ...opened, at: asOf }];
    if (resolved) return [{ ...resolved, at: laterOf(resolved.at, before.opened.at) }];
    if (whyEnded === undefined || before.opened.message === opened.message) return [];
    return [withdrawal(before.opened, asOf, whyEnded), { ...opened, at: asOf }];
  });
  return [...withdrawn.map(({ opened }) => withdrawal(opened, asOf, whyEnded)), ...changed];
}

/** One that was opened again is ended by a window that may have been judged before. */
const laterOf = (a: string, b: string) => (a < b ? b : a);

const alertsById = (events: readonly AlertEvent[]): ReadonlyMap<string, Alert> =>
  new Map([...foldAlerts(events)].reverse().map((alert): [string, Alert] => [alert.opened.alert, alert]));

const withdrawal = (
  { alert, about, window }: Alert['opened'],
  asOf: string,
  whyEnded = 'Judged again with what is known now, its window no longer gives reason for it.',
): AlertEvent => ({
  schema: 1,
  kind: 'resolved',
  alert,
  at: asOf,
  window,
  message: about === 'labels' ? 'Labels match predictions now.' : whyEnded,
});
