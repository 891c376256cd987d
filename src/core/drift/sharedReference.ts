// Windows that are compared with the same reference share its chance: how often those of an unlucky reference alarm falsely.
import { normalProbability, normalQuantile } from '../distribution';
import { count, percent } from '../figures';

/** From so many times a window's rows on, a reference is as good as known. */
const enoughTimes = 20;

/** What a window's columns or scores are compared with. */
export interface ComparedWith {
  /** E.g. `training rows`. */
  readonly what: string;
  readonly rows: number;
}

/**
 * The share of unchanged windows in which one column alarms falsely with the tenth unluckiest of references, of a test at `level`.
 * A two-sample statistic is (W - R) / sqrt(1/m + 1/n); given a reference R that lies z standard errors off, which a tenth of them are
 * beyond 1.645, it is normal about z sqrt(m/n) once brought to W's own error.
 */
export function unluckyRate(
  level: number,
  { reference, current }: { reference: number; current: number },
): number {
  const ratio = current / reference;
  const reach = -normalQuantile(level / 2) * Math.sqrt(1 + ratio);
  const off = normalQuantile(0.95) * Math.sqrt(ratio);
  return normalProbability(off - reach) + normalProbability(-off - reach);
}

/** A sentence; undefined where every reference has rows enough. `current`: rows of the window. */
export function sharedReferenceText(
  level: number,
  { current, references }: { readonly current: number; readonly references: readonly ComparedWith[] },
): string | undefined {
  const few = references.filter(({ rows }) => rows > 0 && rows < enoughTimes * current);
  if (few.length === 0) return undefined;
  const rates = few.map(({ what, rows }) => {
    const rate = unluckyRate(level, { reference: rows, current });
    return `${percent(rate)} with ${count(rows)} ${what}`;
  });
  return `The ${count(current)} rows are compared with fewer than ${enoughTimes} times as many, whose chance every window shares: ${percent(level)} of unchanged windows alarm on average over references, but with one reference in ten it is this much or more, reckoned for one column: ${rates.join(', ')}.`;
}
