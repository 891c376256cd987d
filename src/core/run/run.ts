// A run, one execution of a stage: its record, its events, and the state that follows from them.
import type { CodeRecord, EnvironmentRecord } from '../commandRecord';
import type { PlainError } from '../errors';
import type { Json } from '../json';
import type { StageName } from '../stageName';

export { stageNames, type StageName } from '../stageName';

/** A process as another one can recognise it: a pid alone is reused. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Opaque text of the operating system's start time; equal text, equal process. */
  readonly started: string;
}

/** run.json: written once, before the work begins. */
export interface RunRecord {
  readonly schema: 1;
  /** Sorts by time: `20261124T223314-k3f9a2`. */
  readonly id: string;
  readonly stage: StageName | 'run';
  /** The dataset, model or deployment it works on; undefined where the stage works on all. */
  readonly name?: string;
  /** The run that started it, e.g. the tuning of a trial. */
  readonly parent?: string;
  /** The stage's own request, as its schema reads it. */
  readonly request: Json;
  readonly at: string;
  /** The time it judges by, where it is not `at`. */
  readonly asOf?: string;
}

/** What a training run was made of; recorded by the `training` event before the command starts. */
export interface TrainingInputs {
  readonly model: string;
  readonly command: string;
  /** Undefined of a training from before its command was told. */
  readonly task?: 'classification' | 'regression';
  /** What it learns to tell. Undefined where the dataset names no target, and of a training from before it was told. */
  readonly target?: string;
  /** Of the target in the training rows, sorted as text; undefined for a regression. */
  readonly classes?: readonly string[];
  /** The one of them that counts as positive. */
  readonly positive?: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly seed: number;
  readonly data: {
    readonly dataset: string;
    readonly prepared: string;
    readonly train: string;
    readonly validation?: string;
  };
  /** Last time of any row given to the script, train or validation; undefined where the data has no time. */
  readonly knownUntil?: string;
  readonly code: CodeRecord;
  readonly environment: EnvironmentRecord;
  /** Digest of all of the above that decides the result: equal key, nothing to do. */
  readonly key: string;
}

export interface OutputFile {
  /** Relative to the run's `artifacts` folder, with `/`. */
  readonly path: string;
  readonly digest: string;
  readonly bytes: number;
}

/** One line of events.jsonl; `at` is the real time. */
export type RunEvent =
  | { readonly kind: 'started'; readonly at: string; readonly process: ProcessIdentity }
  | {
      readonly kind: 'progress';
      readonly at: string;
      readonly message: string;
      readonly done?: number;
      readonly total?: number;
      readonly unit?: 'bytes' | 'rows' | 'columns' | 'trials' | 'steps';
      /** Undefined where it cannot be told yet. */
      readonly secondsLeft?: number;
    }
  | { readonly kind: 'training'; readonly at: string; readonly inputs: TrainingInputs }
  | { readonly kind: 'command'; readonly at: string; readonly process: ProcessIdentity }
  | {
      readonly kind: 'metric';
      readonly at: string;
      readonly name: string;
      readonly value: number;
      readonly step?: number;
    }
  /** What a person should know of a run that goes on, a sentence or two. */
  | { readonly kind: 'warning'; readonly at: string; readonly message: string }
  | { readonly kind: 'output'; readonly at: string; readonly file: OutputFile }
  /** A stage that this run started has ended with an outcome. */
  | {
      readonly kind: 'step';
      readonly at: string;
      readonly stage: StageName;
      readonly name?: string;
      readonly outcome: Outcome;
    }
  | { readonly kind: 'finished'; readonly at: string; readonly outcome: Outcome }
  | {
      readonly kind: 'failed';
      readonly at: string;
      readonly error: PlainError;
    }
  | { readonly kind: 'stopped'; readonly at: string; readonly by: string };

/** What a stage gives back when it did its work; the answer may still be no (`passed: false`). */
export interface Outcome {
  /** `skipped`: nothing had changed. */
  readonly kind: 'done' | 'skipped';
  /** False where the stage's answer is no: a failed check, a refused promotion, an open alert. */
  readonly passed: boolean;
  /** One sentence for a person. */
  readonly summary: string;
  /** The one figure that matters most, e.g. `roc_auc 0.687 (0.663 to 0.711)`. */
  readonly figure?: string;
  /** Where to look, relative to the project. */
  readonly where?: string;
  /** The stage's JSON document, printed by `--json`. */
  readonly document: Json;
}

export type RunStatus = 'starting' | 'running' | 'done' | 'skipped' | 'failed' | 'stopped' | 'lost';

export interface RunState {
  readonly status: RunStatus;
  readonly training?: TrainingInputs;
  readonly progress?: Extract<RunEvent, { kind: 'progress' }>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
  readonly outputs: readonly OutputFile[];
  readonly outcome?: Outcome;
  readonly error?: PlainError;
  readonly endedAt?: string;
}
