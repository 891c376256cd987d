// A deployment as recorded, the prediction log's line, and the one shape every deployment target has.
import type { Deployment } from '../manifest/manifest';
import type { ProcessIdentity } from '../run/run';
import type { Version } from '../registry/version';

/** `.lifecycle/deployments/<name>/state.json` */
export interface DeploymentState {
  readonly schema: 1;
  readonly deployment: string;
  /** The real folder of the project that it was deployed in; undefined in states of before this was recorded. */
  readonly root?: string;
  readonly target: Deployment['target'];
  readonly model: string;
  readonly version: number;
  /** Digest of the model file that answers. */
  readonly digest: string;
  readonly at: string;
  readonly url: string;
  /** The local server's process; undefined for targets without one. */
  readonly process?: ProcessIdentity;
  /** Version that answered before; undefined at first. */
  readonly previous?: number;
  /** What requests may bring their time in, see `WantedDeployment`. */
  readonly timeColumn?: string;
  /** When a person stopped it; undefined while nobody did. */
  readonly stoppedAt?: string;
}

/** One line of `.lifecycle/deployments/<name>/predictions/<date>.jsonl`. */
export interface PredictionLine {
  /** Unique: the server's id of this prediction. */
  readonly id: string;
  /** When it was answered, by the server's clock. */
  readonly at: string;
  readonly version: number;
  /** The raw row as it came, by column name. */
  readonly inputs: Readonly<Record<string, string | number | boolean | null>>;
  readonly output: PredictionOutput;
}

export interface PredictionOutput {
  /** Probability of the positive class, or the regression's value. */
  readonly score: number;
  /** The class by the version's threshold; undefined for regression. */
  readonly label?: string;
}

export type DeploymentHealth = 'running' | 'stopped' | 'unreachable';

export interface DeploymentPlan {
  /** What will be done, one sentence each; empty: nothing to do. */
  readonly actions: readonly string[];
}

/** What each outside system that can run a model offers; one implementation a file. */
export interface DeploymentTarget {
  readonly name: Deployment['target'];
  plan(wanted: WantedDeployment, signal: AbortSignal): Promise<DeploymentPlan>;
  apply(wanted: WantedDeployment, signal: AbortSignal): Promise<DeploymentState>;
  health(state: DeploymentState, signal: AbortSignal): Promise<DeploymentHealth>;
  /** Whether what answers is there, told at once and without the network; undefined where only `health` can tell. */
  isThere(state: DeploymentState): boolean | undefined;
  stop(state: DeploymentState, signal: AbortSignal): Promise<void>;
  /** Absolute path of a file on this machine with what it has printed; the file may be missing where it printed nothing. */
  log(state: DeploymentState, signal: AbortSignal): Promise<string>;
}

export interface WantedDeployment {
  readonly name: string;
  readonly settings: Deployment;
  readonly version: Version;
  /** What holds a row's time as it is: a request that brings it has to bring a time; undefined where nothing does, or steps make the time. */
  readonly timeColumn?: string;
  readonly previous?: DeploymentState;
}
