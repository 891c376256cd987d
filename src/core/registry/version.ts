// A registered version, immutable: the content of `.lifecycle/registry/<model>/<n>/version.yaml`.
import type { CalibrationMap } from '../evaluate/calibration';
import type { Value } from '../evaluate/evaluation';
import type { Interval } from '../evaluate/interval';
import type { Split } from '../manifest/manifest';
import type { TextReading } from '../dataset/textReading';
import type { Column } from '../dataset/version';
import type { Masks } from '../quality/personal/masks';
import type { ModelInput, ServingPreparation, TimePreparation } from '../prepare/serving';
import type { TrainingInputs } from '../run/run';

export interface VersionFile {
  /** `model`: what is served. `reference`: the profile of its training split, as JSON. */
  readonly role: 'model' | 'reference' | 'evaluation' | 'other';
  readonly name: string;
  /** `sha256:` and hex: its address in the store. */
  readonly digest: string;
  readonly bytes: number;
}

/** The rows that a challenger learnt from: of the prepared version, and labelled predictions. */
export interface TrainingSpan {
  /** Half open [from, to), ISO. */
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  /** How many of the rows are labelled predictions. */
  readonly predicted: number;
  /** How many more it was given twice, by the dataset and by the log, and took once; undefined: none. */
  readonly repeated?: number;
}

export interface Version {
  readonly schema: 1;
  readonly model: string;
  readonly version: number;
  readonly at: string;
  /** git's user.email. */
  readonly by: string;
  /** The run it came from. */
  readonly run: string;
  readonly task: 'classification' | 'regression';
  readonly files: readonly VersionFile[];
  readonly inputs: readonly ModelInput[];
  readonly preparation: ServingPreparation;
  /** Undefined where the data has no time column, and in versions of before this was kept. */
  readonly time?: TimePreparation;
  /** How text of its data was read: files of raw rows are read so as well. Undefined of data that is no delimited text, and in versions of before this was kept. */
  readonly reading?: TextReading;
  /** The key as requests bring it. Undefined where the data has no key, and in versions of before this was kept. */
  readonly key?: Column;
  /** Columns of the data it learnt from that hold personal data; undefined: none was found, or it was not looked for. */
  readonly personal?: Masks;
  readonly target: string;
  /** Class labels in the order of the model's probabilities; undefined for regression. */
  readonly classes?: readonly string[];
  readonly positive?: string;
  readonly threshold?: number;
  /** Applied to the model's probabilities by evaluate, server and monitor alike; undefined: they stay as they are. */
  readonly calibration?: CalibrationMap;
  readonly training: TrainingInputs;
  readonly lineage: {
    readonly dataset: string;
    readonly collected?: string;
    readonly prepared: string;
    /** Of the prepared version; undefined for a challenger, which learnt from a span. */
    readonly split?: Split;
    /** Undefined where it learnt from the prepared version's training split. */
    readonly span?: TrainingSpan;
  };
  /** Rows newer than this were seen by nobody who made or chose it; undefined where the data has no time: see `learntUntil`. */
  readonly knownUntil?: string;
  /** Where each set of figures was measured; the goal gate reads `goal`. */
  readonly metrics: { readonly measuredOn: string; readonly values: Readonly<Record<string, Interval>> };
  /** By the goal's money, on the same rows; undefined where it names none, and in versions of before this was kept. */
  readonly worth?: Value;
  /** Whether the check of the data it learnt from had passed, and what was open; neither where it was never run. */
  readonly checks: { readonly passed: boolean; readonly open: readonly string[] };
  /** How often the test split had been read when it was registered. */
  readonly testReads: number;
}
