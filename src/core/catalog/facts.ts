// What the catalog is built from: the small files of a project as read, with nothing concluded yet.
import type { CollectedVersion, PreparedVersion } from '../dataset/version';
import type { DeploymentState } from '../deploy/deployment';
import type { Problem } from '../errors';
import type { Evaluation, EvaluationStanding } from '../evaluate/evaluation';
import type { FolderKind } from '../manifest/folderSource';
import type { Manifest, SectionName } from '../manifest/manifest';
import type { ManifestEntry } from '../manifest/parts';
import type { AlertEvent, Window } from '../monitor/window';
import type { CheckResult } from '../quality/finding';
import type { CheckStanding } from '../registry/checkNow';
import type { RegistryState } from '../registry/fold';
import type { RunRecord, RunState } from '../run/run';
import type { Remedy } from '../remedy';

export interface CatalogFacts {
  /** The time judged at, ISO, UTC. */
  readonly asOf: string;
  /** A time in the past is asked for: what no file dates is of today. */
  readonly isPast?: boolean;
  /** Models of which nothing was there at that time in the past, though a training or a version is today. */
  readonly madeLater?: readonly string[];
  /** The time zone of whoever reads, e.g. `Europe/Berlin`; moments are written in it. Undefined: UTC. */
  readonly zone?: string;
  readonly hasManifest: boolean;
  /** When it was last written, ISO, UTC; undefined where there is none. */
  readonly manifestAt?: string;
  /** When the project's own Python environment was completed last, ISO, UTC; undefined where it is not. */
  readonly environmentAt?: string;
  /** The project has no Python but one that is still to be made from its requirements. */
  readonly lacksEnvironment?: boolean;
  readonly isReadOnly: boolean;
  /** What is valid of it. */
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
  /** Every entry by name, wrong ones too, with what each refers to; of a section in the order of the file. */
  readonly entries: readonly ManifestEntry[];
  readonly datasets: readonly DatasetFacts[];
  readonly registries: readonly RegistryState[];
  /** Newest first. */
  readonly runs: readonly RunFacts[];
  /** Of each model that was trained and whose files are there. */
  readonly candidates: readonly CandidateFacts[];
  readonly deployments: readonly DeploymentFacts[];
  readonly monitors: readonly MonitorFacts[];
  readonly found: FoundFacts;
  /** Files of ours that could not be read. */
  readonly broken: readonly BrokenFile[];
}

export interface DatasetFacts {
  readonly name: string;
  readonly collected?: CollectedVersion;
  readonly prepared?: PreparedVersion;
  /** Whether preparing would give the prepared version again; undefined where that was not asked. */
  readonly isPreparedCurrent?: boolean;
  /** Undefined where that was not asked. */
  readonly checkStanding?: CheckStanding;
  /** Of the prepared version; undefined where that was not checked. */
  readonly check?: CheckResult;
  /**
   * The local source files as they are now, by what `collect` called them, and one that it would bring besides; undefined
   * where there is none to look at.
   */
  readonly sources?: readonly SourceNow[];
  /** How often the test split was read. */
  readonly testReads?: number;
}

export interface SourceNow {
  readonly uri: string;
  /** Undefined where the file is gone. */
  readonly bytes?: number;
  readonly modified?: string;
  /** Of its bytes, where its time is not that of what was collected; undefined where that was not asked or it is too large. */
  readonly digest?: string;
}

export interface RunFacts {
  readonly record: RunRecord;
  readonly state: RunState;
}

/** The run that evaluate and register would take: of the newest training, or the choice of the newest tuning. */
export interface CandidateFacts {
  readonly model: string;
  readonly run: RunFacts;
  /** Undefined where its model file, as it is, was not measured. */
  readonly measured?: {
    readonly standing: EvaluationStanding;
    readonly metrics: Evaluation['test']['metrics'];
  };
  /** Digest of the code that it would be trained by now; undefined where that cannot be told. */
  readonly script?: string;
}

export interface DeploymentFacts {
  readonly name: string;
  readonly state?: DeploymentState;
  /** Another time than now is asked for, past or to come: `state` is as it is today, and no answer. */
  readonly isOfToday?: boolean;
  /** Whether its process lives; undefined where that cannot be told. */
  readonly isAlive?: boolean;
  /** When the prediction log last grew, by the file system's clock; undefined where it is empty. */
  readonly lastPrediction?: string;
}

export interface MonitorFacts {
  readonly name: string;
  /** One a key, the newest judgement, in the order of their time. */
  readonly windows: readonly Window[];
  readonly alerts: readonly AlertEvent[];
}

/** Something in the folder that no manifest names. */
export interface FoundFile {
  readonly kind: 'data' | 'model' | 'tracking' | 'pipeline' | 'script' | 'cluster';
  /** Relative, with `/`; a glob where many files of one folder stand together. */
  readonly path: string;
  /** What it is, for a person: `CSV`, `ONNX`, `MLflow runs`, `DVC pipeline`, `InferenceService`. */
  readonly what: string;
  /** Of all of them; undefined for folders. */
  readonly bytes?: number;
  /** How many files stand together; undefined of one. */
  readonly files?: number;
  /** The first of them. */
  readonly members?: readonly { readonly path: string; readonly bytes: number }[];
  /** How many lie in a tracking store; undefined where that was not looked at, and of all else. */
  readonly experiments?: number;
  /** What the folder is that is a dataset as a whole; undefined of files. */
  readonly folder?: FolderKind;
  /** Names inside it: stages of a pipeline, objects of a cluster, splits of a dataset. */
  readonly names?: readonly string[];
}

export interface FoundFacts {
  readonly files: readonly FoundFile[];
  /** Files beyond those: too many to be shown; undefined where there are none. */
  readonly leftOut?: { readonly data: number; readonly others: number };
  /** How many entries were looked at when looking was given up; undefined where all were. */
  readonly cutAt?: number;
}

export interface BrokenFile {
  readonly section: SectionName | 'runs';
  readonly name: string;
  /** Relative. */
  readonly file: string;
  readonly reason: string;
  readonly hint: string;
  readonly remedy?: Remedy;
}
