// What a monitor asks of a model's performance, and whether a window's figure keeps to it: by its interval, never by the figure alone.
import { formatInterval, type Interval } from '../evaluate/interval';
import { spanText } from '../span';
import type { Window } from './window';

export interface PerformanceRule {
  readonly metric: string;
  /** The least that is right; itself is. */
  readonly min?: number | undefined;
  /** The most that is right; itself is. */
  readonly max?: number | undefined;
}

export type Side = 'below' | 'above';

/** `kept`: the whole interval is on the right side; `missed`: all of it is on the wrong one, `side`; undefined: it cannot be told. */
export type LimitVerdict =
  { readonly kind: 'kept' } | { readonly kind: 'missed'; readonly side: Side } | undefined;

export function judgeLimit(
  { performance: figure }: { readonly performance?: Interval | undefined },
  { min, max }: Pick<PerformanceRule, 'min' | 'max'>,
): LimitVerdict {
  if (!figure || figure.tooFew !== undefined) return undefined;
  if (min !== undefined && figure.high < min) return { kind: 'missed', side: 'below' };
  if (max !== undefined && figure.low > max) return { kind: 'missed', side: 'above' };
  const isKept = (min === undefined || figure.low >= min) && (max === undefined || figure.high <= max);
  return isKept ? { kind: 'kept' } : undefined;
}

/** `below the limit of 0.65`; without a side, the side that is right. */
export function limitText({ min, max }: Pick<PerformanceRule, 'min' | 'max'>, side?: Side): string {
  const missed = side ?? (min === undefined ? 'below' : 'above');
  const limit = side === 'above' ? (max ?? min) : side === 'below' ? (min ?? max) : (min ?? max);
  return `${missed} the limit of ${limit}`;
}

/** `roc_auc 0.598 (0.560 to 0.630) in Jul 2009 to Sep 2009`; undefined where nothing was measured. */
export const figureText = (window: Window): string | undefined =>
  window.performance &&
  `${window.performance.metric} ${formatInterval(window.performance)} in ${spanText(window)}`;

/** Whether its figure can be held against a limit. */
export const isMeasured = ({ performance }: Window): boolean =>
  performance !== undefined && performance.tooFew === undefined;

/** Of a window whose interval lies on both sides of the limit. */
export function straddleText(window: Window, { min, max }: PerformanceRule): string {
  const isAtMax = max !== undefined && (window.performance?.high ?? 0) > max;
  return `${figureText(window)} straddles the limit of ${isAtMax ? max : min}`;
}
