// A gate, a condition a promotion needs: its shape and what it looks at; each gate has a file of its own under `gates/`.
import type { Gates, Goal } from '../manifest/manifest';
import type { CheckNow } from './checkNow';
import type { NoTestSplit, RecordedComparison } from './comparison';
import type { RegistryState } from './fold';
import type { GateResult } from './gateResult';
import type { Version } from './version';

/** Everything a gate may look at; gathered by the caller, judged here. */
export interface GateFacts {
  readonly version: Version;
  readonly registry: RegistryState;
  readonly goal?: Goal;
  /** Undefined: what the version recorded decides. */
  readonly check?: CheckNow;
  readonly approvers?: readonly string[];
  /** The paired comparison with the version the alias in `better_than` points at; undefined where none was made. */
  readonly comparison?: RecordedComparison;
  /** Why the test split served for none; undefined where it was not asked. */
  readonly noTestSplit?: NoTestSplit;
  /** Labelled predictions that were left out of the comparison, as one of the two may have learnt from them. */
  readonly doubtful?: number;
}

/** One condition, one file under `gates/`. */
export interface Gate {
  readonly name: keyof Gates;
  /** Undefined where `gates` does not ask for it. */
  judge(gates: Gates, facts: GateFacts): GateResult | undefined;
}
