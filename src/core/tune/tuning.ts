// The document of `tune`: every trial, how they compare, and which one was chosen and why.
import type { Interval } from '../evaluate/interval';
import type { MetricName, ParamValue } from '../manifest/manifest';

export interface TuningTrial {
  /** The training run; undefined where it did not come to one. With `error`: its model takes no part. */
  readonly run?: string;
  readonly params: Readonly<Record<string, ParamValue>>;
  /** On the validation split, from the model file; undefined where it could not be scored. */
  readonly metric?: Interval;
  /** The metric as the script told it. */
  readonly reported?: number;
  /** What the command took. */
  readonly seconds?: number;
  /** How much worse than the best on the same rows, and the standard error of that. */
  readonly behind?: number;
  readonly se?: number;
  /** Why it failed. */
  readonly error?: string;
}

/** tuning.json in the run's folder. */
export interface Tuning {
  readonly schema: 1;
  readonly model: string;
  /** Digest of what decides the result: equal key, nothing to do. */
  readonly key: string;
  readonly metric: MetricName;
  /** The dataset's key column, by which rows belong together; undefined where there is none. */
  readonly groupedBy?: string;
  /** In the order of the space, the simplest first. */
  readonly trials: readonly TuningTrial[];
  /** Training runs. */
  readonly chosen: string;
  readonly best: string;
  /** Those that the validation rows cannot tell from the best, itself included, from the simplest. */
  readonly indistinguishable: readonly string[];
  /** One sentence for a person. */
  readonly reason: string;
}

/** A trial's parameters as its name: `algorithm=forest, c=0.1`. */
export function trialName(params: TuningTrial['params']): string {
  const parts = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return parts.length > 0 ? parts.join(', ') : 'as it is';
}
