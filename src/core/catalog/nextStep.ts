// One thing to do now, and why; which there are is found in `next`.
import type { StageName } from '../run/run';

export interface NextStep {
  /** The verb; `mend` is done in a file, `predict` by whoever has requests to send. */
  readonly stage: StageName | 'init' | 'mend' | 'approve' | 'predict';
  readonly severity: 'error' | 'warning' | 'info';
  /** `Collect bank`. */
  readonly title: string;
  /** A sentence. */
  readonly why: string;
  /** What to type; undefined where nothing is typed. */
  readonly command?: string;
  /** Name in the manifest. */
  readonly name?: string;
  readonly version?: number;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
}
