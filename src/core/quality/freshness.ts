// How old a dataset may get, judged by its newest row, or by when it was collected where rows have no time.
import { counted } from '../figures';
import { addDuration, parseDuration } from '../manifest/duration';
import { day } from '../times';
import type { ExpectationResult } from './finding';

export interface FreshnessFacts {
  /** As in the manifest, e.g. `30d`. */
  readonly allowed: string;
  /** ISO time of the newest row; undefined where rows have none. */
  readonly newestRow?: string;
  readonly collectedAt: string;
  /** The time judged at. */
  readonly asOf: string;
}

export function judgeFreshness({ allowed, newestRow, collectedAt, asOf }: FreshnessFacts): ExpectationResult {
  const newest = newestRow ?? collectedAt;
  const passed = Date.parse(addDuration(newest, parseDuration(allowed))) >= Date.parse(asOf);
  const days = Math.max(0, (Date.parse(asOf) - Date.parse(newest)) / 86_400_000);
  const what = newestRow === undefined ? 'collected' : 'newest row';
  return {
    expectation: `freshness ${allowed}`,
    passed,
    observed: `${what} ${day(newest)}, ${days < 1 ? 'under a day' : counted(Math.floor(days), 'day')} before`,
    unexpectedCount: passed ? 0 : 1,
    elementCount: 1,
    rows: [],
  };
}
