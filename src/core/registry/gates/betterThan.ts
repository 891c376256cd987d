// The gate `better_than: ALIAS`: on rows newer than either was made on, the paired difference is surely above 0.
import type { RecordedComparison } from '../comparison';
import type { RegistryState } from '../fold';
import type { Gate } from '../gate';

export const betterThanGate: Gate = {
  name: 'better_than',
  judge(gates, { version, registry, comparison }) {
    const alias = gates.better_than;
    if (alias === undefined) return undefined;
    const gate = 'better_than' as const;
    const champion = registry.aliases[alias];
    if (champion === undefined)
      return { gate, passed: true, reason: `There is no ${alias} yet to be better than.` };
    if (champion === version.version)
      return { gate, passed: true, reason: `Version ${champion} is the ${alias} itself.` };
    if (!comparison || comparison.champion !== champion)
      return {
        gate,
        passed: false,
        reason: `It was not compared with version ${champion}, the ${alias}: ${whyNot(registry, [champion, version.version])}`,
      };
    return { gate, passed: comparison.isBetter, reason: `${comparison.reason}${spanOf(comparison)}` };
  },
};

/** Rows are newer than both only where it is known until when both learnt. */
function whyNot({ versions }: RegistryState, compared: readonly number[]): string {
  const timeless = versions.find(
    ({ version, knownUntil }) => compared.includes(version) && knownUntil === undefined,
  );
  return timeless
    ? `nothing says until when version ${timeless.version} learnt, as its data had no time. Name the column in time: of its dataset, train and register again, and move the alias by hand once (remove better_than for that).`
    : 'there are no labelled rows newer than both.';
}

const spanOf = ({ from, to }: RecordedComparison) =>
  from === undefined || to === undefined ? '' : ` Rows of ${from.slice(0, 10)} to ${to.slice(0, 10)}.`;
