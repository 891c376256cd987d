// Rows that neither of two versions has seen: the ground that they are compared on.
import type { Version } from '../../core/registry/version';

export interface Ground {
  /** The same for the same rows and the same answers: a look at it is no new one. */
  readonly key: string;
  /** Else labelled predictions. */
  readonly isTestSplit: boolean;
  /** Runs beside the two whose figures may have been known of its rows before anybody asked; by what this machine knows. */
  measuredRuns(): Promise<ReadonlySet<string>>;
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
