// A gate, a condition a promotion needs: its shape and what it looks at; each gate has a file of its own under `gates/`.
import type { Gates, Goal } from '../manifest/manifest';
import type { CheckNow } from './checkNow';
import type { Look } from './comparison';
import type { RegistryState } from './fold';
import type { GateResult } from './gateResult';
import type { Version } from './version';

/** Everything a gate may look at; gathered by the caller, judged here. The look is at the version that `better_than` names. */
export interface GateFacts extends Look {
  readonly version: Version;
  readonly registry: RegistryState;
  readonly goal?: Goal;
  /** Undefined: what the version recorded decides. */
  readonly check?: CheckNow;
  readonly approvers?: readonly string[];
}

/** One condition, one file under `gates/`. */
export interface Gate {
  readonly name: keyof Gates;
  /** Undefined where `gates` does not ask for it. */
  judge(gates: Gates, facts: GateFacts): GateResult | undefined;
}
