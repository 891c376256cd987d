// All gates of a model judged, in one fixed order; promotion is allowed where every result has passed.
import type { Gates } from '../manifest/manifest';
import type { Gate, GateFacts } from './gate';
import type { GateResult } from './gateResult';
import { approvalsGate } from './gates/approvals';
import { betterThanGate } from './gates/betterThan';
import { checksGate } from './gates/checks';
import { goalGate } from './gates/goal';

/** Every gate there is, in the order of judging: one that the manifest can ask for and that nobody judges does not compile. */
const all: { readonly [G in keyof Gates]-?: Gate } = {
  checks: checksGate,
  goal: goalGate,
  approvals: approvalsGate,
  better_than: betterThanGate,
};

/** The alias that names a candidate: no gate guards it, because nothing is promised by it. */
export const candidateAlias = 'challenger';

/** Results of the gates the model asks for, none for the candidate's alias. */
export function judgeGates(gates: Gates, alias: string, facts: GateFacts): readonly GateResult[] {
  if (alias === candidateAlias) return [];
  return Object.values(all).flatMap((gate) => gate.judge(gates, facts) ?? []);
}
