// What `run` does with a registered version: promote it, or leave it, and why.
import type { RegistryState } from './fold';
import { gateLine, type GateResult } from './gateResult';

export type Due =
  | { readonly kind: 'promote' }
  /** Nothing to do; `passed` false where it was refused and nobody has spoken since. */
  | { readonly kind: 'leave'; readonly passed: boolean; readonly reason: string };

/**
 * `version`: what register made or found. A version that was refused is judged again after an approval, where the gate `checks` refused it and
 * would pass now, or by hand.
 */
export function promotionDue(
  state: RegistryState,
  version: number,
  {
    alias,
    checks,
  }: {
    readonly alias: string;
    /** What that gate says now. */
    readonly checks?: GateResult | undefined;
  },
): Due {
  const name = `${state.model}@${version}`;
  const holder = state.aliases[alias];
  if (holder === version) return { kind: 'leave', passed: true, reason: `${name} is ${alias} already.` };
  if (holder !== undefined && holder > version)
    return {
      kind: 'leave',
      passed: true,
      reason: `${state.model}@${holder} is ${alias}, and newer than ${name}.`,
    };
  const wasHolder = state.events.some(
    ({ event }) => event.kind === 'aliased' && event.alias === alias && event.version === version,
  );
  if (wasHolder)
    return {
      kind: 'leave',
      passed: true,
      reason: `${name} was ${alias} once, and somebody decided otherwise.`,
    };
  const last = state.events.findLast(
    ({ event }) =>
      event.version === version &&
      (event.kind === 'approved' || (event.kind === 'refused' && event.alias === alias)),
  )?.event;
  if (last?.kind !== 'refused') return { kind: 'promote' };
  const isOpen = last.gates.some(({ gate, passed }) => gate === 'checks' && !passed);
  if (isOpen && checks?.passed) return { kind: 'promote' };
  const reasons = last.gates.filter(({ passed }) => !passed).map((gate) => `\n${gateLine(gate)}`);
  return {
    kind: 'leave',
    passed: false,
    reason: `${name} was refused as ${alias}; promote ${name} by hand to have it judged again.${reasons.join('')}`,
  };
}
