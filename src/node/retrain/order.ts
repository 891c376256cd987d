// What a challenger is made from, and what comes of it.
import type { PolicySpans } from '../../core/monitor/policy';
import type { Version } from '../../core/registry/version';
import type { LabelledPrediction } from '../monitor/modelPredictions';
import type { Stage } from '../stage';
import type { TrainRequest } from '../train/request';

export interface ChallengerOrder {
  readonly model: string;
  readonly champion: Version;
  readonly spans: PolicySpans;
  /** Every labelled prediction known by now. */
  readonly predictions: readonly LabelledPrediction[];
  /** Times of predictions whose label has not come, ascending. */
  readonly unlabelled: readonly string[];
  /** The stage that its recipe is run by. */
  readonly train: Stage<TrainRequest>;
}

export interface Challenger {
  readonly version: Version;
  /** Sentences for a person. */
  readonly warnings: readonly string[];
}
