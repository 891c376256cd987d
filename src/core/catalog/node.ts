// One row of the tree, the same for the sidebar and for `status`.
import type { SectionName } from '../manifest/manifest';
import type { Paste } from '../manifest/paste';
import type { StageName } from '../run/run';
import type { Remedy } from '../remedy';

/** `running` goes on now; `stale`: right once, no longer up to date; `unknown`: there is nothing yet to judge. */
export type NodeState = 'ok' | 'warning' | 'error' | 'running' | 'stale' | 'unknown';

export type NodeKind =
  | 'next'
  | 'problem'
  | 'goal'
  | 'role'
  | 'stage'
  | 'dataset'
  | 'collected'
  | 'prepared'
  | 'split'
  | 'check'
  | 'finding'
  | 'expectation'
  | 'model'
  | 'version'
  | 'gate'
  | 'run'
  | 'deployment'
  | 'endpoint'
  | 'monitor'
  | 'window'
  | 'alert'
  | 'failure'
  | 'found'
  /** Rows of one kind, folded together. */
  | 'group'
  | 'more';

export interface CatalogNode {
  /** Unique in the catalog and stable between readings. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  /** The figures, short. */
  readonly description?: string;
  /** Markdown; everything that came from files is escaped. */
  readonly tooltip?: string;
  readonly state: NodeState;
  /** In the folder, but named by no manifest: can be added to lifecycle.yaml. */
  readonly isFound?: true;
  /** Of a next step: it is done by looking, not by running what it names. */
  readonly isLook?: true;
  /** Of a deployment and its endpoint: what it asks for may not answer, or is not there. */
  readonly isRefused?: true;
  readonly about: Subject;
  /** What to do about it, one sentence; on failures, problems, findings and alerts. */
  readonly fix?: string;
  /** What to run for it. */
  readonly remedy?: Remedy;
  /** Of a next step: what to write into lifecycle.yaml. */
  readonly paste?: Paste;
  readonly children: readonly CatalogNode[];
}

/** What a row is about, for commands. */
export interface Subject {
  /** Name in the manifest: of the dataset, model or deployment it belongs to. */
  readonly name?: string;
  /** Of the name, where neither the row's kind nor the verb says it. */
  readonly section?: SectionName;
  readonly version?: number;
  readonly alias?: string;
  /** A run's id. */
  readonly run?: string;
  /** The verb that is due, failed or was done. */
  readonly stage?: StageName;
  /** Relative file. */
  readonly path?: string;
  /** Where a deployment answers. */
  readonly address?: string;
  /** Its server runs, so it can be stopped. */
  readonly isLive?: true;
  readonly line?: number;
  readonly column?: number;
}

const order: readonly NodeState[] = ['unknown', 'ok', 'stale', 'warning', 'error', 'running'];

/** What a row shows for all that is below it: work going on first, then the worst. */
export const worstOf = (states: readonly NodeState[]): NodeState =>
  states.reduce<NodeState>(
    (worst, state) => (order.indexOf(state) > order.indexOf(worst) ? state : worst),
    'unknown',
  );

/** Every row below and including these. */
export function* allNodes(nodes: readonly CatalogNode[]): Generator<CatalogNode> {
  for (const node of nodes) {
    yield node;
    yield* allNodes(node.children);
  }
}
