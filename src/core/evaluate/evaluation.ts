// The document of `evaluate`: figures of one model file on rows nobody chose by, and what was chosen on validation.
import type { MetricName } from './metrics';
import type { Calibration, CalibrationMap } from './calibration';
import type { Constant } from './constant';
import type { Interval } from './interval';

export interface Figures {
  readonly rows: number;
  /** First and last time of the rows; undefined where the data has no time. */
  readonly from?: string;
  readonly to?: string;
  readonly metrics: Readonly<Record<string, Interval>>;
  /** The same metrics of one answer for every row. */
  readonly baseline: Readonly<Record<string, number>>;
  /** What was best on the training rows, which the baseline answers by; undefined: what is best for these rows, in hindsight. */
  readonly constant?: Constant;
  readonly calibration?: Calibration;
}

export interface SliceFigure {
  readonly column: string;
  /** A value, or a range of a number. */
  readonly slice: string;
  readonly figure: Interval;
}

/** Money per case by the goal's table. */
export interface Value {
  readonly currency: string;
  /** What the model decides by, e.g. `the best 20%` or `score >= 0.31`. */
  readonly policy: string;
  readonly model: Interval;
  readonly none: number;
  readonly all: number;
  /** Share of cases acted on. */
  readonly share: number;
}

/** `otherwise`: by settings or rules that are not those of now. */
export type EvaluationStanding = 'current' | 'otherwise';

export interface Evaluation {
  readonly schema: 1;
  /** Digest of what decides the figures: equal key, nothing to do. Undefined of one from before it was told, and of a challenger's. */
  readonly key?: string;
  readonly model: string;
  readonly run: string;
  /** Digest of the model file that was measured. */
  readonly digest: string;
  /** Fingerprint of the test split; undefined of a challenger's, and of one from before it was told. */
  readonly testRows?: string;
  readonly at: string;
  readonly task: 'classification' | 'regression';
  /** The metric of the goal, else the task's usual one. */
  readonly metric: MetricName;
  readonly measuredOn: string;
  readonly target: string;
  readonly classes?: readonly string[];
  readonly positive?: string;
  /** Chosen on validation. */
  readonly threshold?: {
    readonly value: number;
    readonly chosenBy: string;
    /** Of the rows that it was chosen on: how many, and the share of them that it calls positive. */
    readonly calls?: { readonly share: number; readonly of: number };
  };
  /** Chosen on validation where its rows tell the scores from calibrated ones; what is measured is measured after it. */
  readonly calibration?: CalibrationMap;
  /** What threshold and calibration were chosen on, where that is not the validation split. */
  readonly chosenOn?: string;
  readonly validation?: Figures;
  readonly test: Figures;
  readonly slices: readonly SliceFigure[];
  /** By the capacity where the goal has one, else by the threshold. */
  readonly value?: Value;
  /** Where `value` is by the capacity: acting on those that the served label calls positive, of them at most the capacity. */
  readonly served?: Value;
  /** Sentences for a person: what to know before trusting the figures. */
  readonly warnings?: readonly string[];
  /** How often this test split has been read by now, this reading included. */
  readonly testReads: number;
}
