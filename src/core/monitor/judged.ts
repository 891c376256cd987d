// What had been judged and told by a time, out of logs that only grow: a time in the past knows nothing later.
import type { AlertEvent, Window } from './window';
import { compareText } from '../order';

/**
 * `judgements`: in the order they were written. Of several of one window the newest, of equally new ones the last; in order of time,
 * then version; none that is outdated, and none beside a window over the same rows that was cut by other rules and written later: a
 * past judged late does not end what had been judged after it. `asOf` undefined: all.
 */
export function judgedBy(judgements: readonly Window[], asOf: string | undefined): readonly Window[] {
  const newest = new Map<string, Window>();
  for (const window of judgements) {
    if (asOf !== undefined && window.judgedAt > asOf) continue;
    const known = newest.get(window.key);
    if (known && known.judgedAt > window.judgedAt) continue;
    newest.delete(window.key); // written again, it is the last
    newest.set(window.key, window);
  }
  const standing = [...newest.values()].filter(({ isOutdated }) => isOutdated !== true);
  const isCutOnce = new Set(standing.map(({ rules }) => rules?.window)).size <= 1;
  return standing
    .filter(
      (window, index) => isCutOnce || !standing.some((later, at) => at > index && isCutAnew(window, later)),
    )
    .sort((a, b) => compareText(a.from, b.from) || a.version - b.version);
}

const isCutAnew = (window: Window, later: Window): boolean =>
  window.rules !== undefined &&
  later.rules !== undefined &&
  window.rules.window !== later.rules.window &&
  window.version === later.version &&
  window.from < later.to &&
  later.from < window.to;

/** In order of time, equal times as they were written. `asOf` undefined: all. */
export const toldBy = (events: readonly AlertEvent[], asOf: string | undefined): readonly AlertEvent[] =>
  events.filter(({ at }) => asOf === undefined || at <= asOf).sort((a, b) => compareText(a.at, b.at));
