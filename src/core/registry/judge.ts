// All gates of a model judged, in one fixed order; a promotion, and a version that was never promoted to answer, need that every result has passed.
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

/** Whether gates guard the alias: all but `challenger`, which names a candidate and promises nothing. */
export const isGuarded = (alias: string): boolean => alias !== 'challenger';

/** Results of the gates the model asks for. */
export const judgeGates = (gates: Gates, facts: GateFacts): readonly GateResult[] =>
  Object.values(all).flatMap((gate) => gate.judge(gates, facts) ?? []);
