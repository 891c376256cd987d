// The name of a run: it sorts by time and is never given twice.
import type { RunRecord } from './run';

/** `at`: ISO time, UTC; `random`: lower-case letters and digits that nobody else draws. */
export function runId(at: string, random: string): string {
  return `${at.slice(0, 19).replace(/[-:]/g, '')}-${random}`;
}

/** Whether a text may name a run's folder; anything else never becomes a path. */
export const isRunId = (text: string) => /^\d{8}T\d{6}-[a-z0-9]+$/.test(text);

/** Order of records, the newest first: ids tell seconds only. */
export const newestFirst = (a: Pick<RunRecord, 'at'>, b: Pick<RunRecord, 'at'>): number =>
  a.at < b.at ? 1 : a.at > b.at ? -1 : 0;
