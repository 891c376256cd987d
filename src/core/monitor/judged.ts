// What had been judged and told by a time, out of logs that only grow: a time in the past knows nothing later.
import type { AlertEvent, Window } from './window';

/** Of several judgements of one window the newest, of equally new ones the last; in order of time, then version; none that is outdated. `asOf` undefined: all. */
export function judgedBy(judgements: readonly Window[], asOf: string | undefined): readonly Window[] {
  const newest = new Map<string, Window>();
  for (const window of judgements) {
    if (asOf !== undefined && window.judgedAt > asOf) continue;
    const known = newest.get(window.key);
    if (!known || known.judgedAt <= window.judgedAt) newest.set(window.key, window);
  }
  return [...newest.values()]
    .filter(({ isOutdated }) => isOutdated !== true)
    .sort((a, b) => compareText(a.from, b.from) || a.version - b.version);
}

/** In order of time, equal times as they were written. `asOf` undefined: all. */
export const toldBy = (events: readonly AlertEvent[], asOf: string | undefined): readonly AlertEvent[] =>
  events.filter(({ at }) => asOf === undefined || at <= asOf).sort((a, b) => compareText(a.at, b.at));

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
