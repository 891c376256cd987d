// What to do about an open alert by what is known now: labels may have come since it opened. The alert keeps what was known then.
import { figureText, judgeLimit, limitText, type PerformanceRule } from './limit';
import type { Alert, Window } from './window';

export interface Known {
  readonly windows: readonly Window[];
  /** Undefined where the monitor watches no performance. */
  readonly performance?: PerformanceRule | undefined;
}

/** A sentence. */
export function adviceOn({ opened }: Pick<Alert, 'opened'>, known: Known): string {
  if (opened.about !== 'drift' || !known.performance) return opened.next;
  const { window, verdict } = newestVerdict(opened.version, known) ?? {};
  if (!window) return opened.next;
  const columns = opened.cause.length === 1 ? 'the column' : 'the columns';
  return verdict?.kind === 'kept'
    ? `Look at ${columns}; so far it answers well: ${figureText(window)}, ${limitText(known.performance)}.`
    : `Look at ${columns}: they may be why it fell, ${figureText(window)}.`;
}

/** The newest window of this version whose labels decide, if it keeps to the limit: then its drift has done no harm so far. */
export function harmlessWindow(version: number, known: Known): Window | undefined {
  const newest = newestVerdict(version, known);
  return newest?.verdict.kind === 'kept' ? newest.window : undefined;
}

function newestVerdict(version: number, { windows, performance }: Known) {
  if (!performance) return undefined;
  const judged = windows
    .filter((window) => window.version === version && window.isComplete)
    .sort((a, b) => (a.from < b.from ? 1 : -1))
    .map((window) => ({ window, verdict: judgeLimit(window, performance) }));
  for (const { window, verdict } of judged) if (verdict) return { window, verdict };
  return undefined;
}
