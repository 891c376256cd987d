// Rows that neither of two versions has seen: the ground that they are compared on.
import type { RecordedComparison } from '../../core/registry/comparison';
import type { Version } from '../../core/registry/version';

export interface Ground {
  /** The same for the same rows and the same answers: a look at it is no new one. */
  readonly key: string;
  /** Of a test split; undefined: labelled predictions. */
  readonly test?: RecordedComparison['test'];
  /** Undefined where it turns out to hold no such row: then nothing was spent on it. */
  read(): Promise<GroundRows | undefined>;
}

export interface GroundRows {
  readonly labels: readonly (string | number | boolean | null)[];
  /** Ascending, ISO. */
  readonly times: readonly string[];
  readonly groups?: readonly string[];
  /** In the order of the rows. */
  score(version: Version): Promise<Float64Array>;
}

/** All that decides what a version answers. */
export const answersOf = ({ files, preparation, calibration, threshold }: Version) => ({
  model: files.find(({ role }) => role === 'model')?.digest ?? null,
  preparation,
  calibration: calibration ?? null,
  threshold: threshold ?? null,
});
