// The gate `better_than: ALIAS`: on rows newer than either was made on, the paired difference is surely above 0.
import { counted } from '../../figures';
import { days } from '../../times';
import type { RecordedComparison } from '../comparison';
import type { Gate, GateFacts } from '../gate';
import type { GateResult } from '../gateResult';
import { assumptionsAbout } from '../learntUntil';
import type { Version } from '../version';

export const betterThanGate: Gate = {
  name: 'better_than',
  judge({ better_than: alias }, facts) {
    if (alias === undefined) return undefined;
    const result = judgeBetter(alias, facts);
    return result.passed ? result : { ...result, reason: `${result.reason}${waysOn(alias, facts)}` };
  },
};

/** What can be done where the gate refuses: sentences. */
function waysOn(alias: string, { version: { model, version }, registry, comparison }: GateFacts): string {
  const wasHolder = registry.events.some(
    ({ event }) => event.kind === 'aliased' && event.alias === alias && event.version === version,
  );
  const returning = ` It was ${alias} before: to return to it at once, write model: ${model}@${version} under the deployment in lifecycle.yaml and deploy that; no alias has to move for it.`;
  const comparing = ` To go on, bring labels of predictions newer than both (labels: under the monitor), or take better_than out of the model's gates in lifecycle.yaml, e.g. for approvals: 1, so that a person decides.`;
  const isCompared = comparison !== undefined && comparison.champion === registry.aliases[alias];
  return `${isCompared ? '' : comparing}${wasHolder ? returning : ''}`;
}

/** Whether the version is better than the one the alias points at, also where no gate asks. */
export function judgeBetter(
  alias: string,
  { version, registry, comparison }: Pick<GateFacts, 'version' | 'registry' | 'comparison'>,
): GateResult {
  const gate = 'better_than' as const;
  const champion = registry.aliases[alias];
  if (champion === undefined)
    return { gate, passed: true, reason: `There is no ${alias} yet to be better than.` };
  if (champion === version.version)
    return { gate, passed: true, reason: `Version ${champion} is the ${alias} itself.` };
  const assumed = assumptionsAbout(
    registry.versions.filter((one) => [champion, version.version].includes(one.version)),
  );
  if (!comparison || comparison.champion !== champion)
    return {
      gate,
      passed: false,
      reason: `It was not compared with version ${champion}, the ${alias}: there are no labelled rows newer than both.${testSplit(version)}${assumed}`,
    };
  return {
    gate,
    passed: comparison.isBetter,
    reason: `${comparison.reason}${spanOf(comparison)}${assumed}`,
  };
}

function spanOf({ from, to, test }: RecordedComparison): string {
  if (from === undefined || to === undefined) return '';
  if (!test) return ` Rows of ${days(from, to)}.`;
  const reads =
    test.otherRuns === 0
      ? ''
      : ` ${counted(test.otherRuns, 'other run')} had been measured on it, and each counts as a look.`;
  return ` Rows of the test split of ${days(from, to)}, newer than all that either was trained or chosen on.${reads}`;
}

/** Why the rows that the version was measured on do not serve: a sentence with a space before it. */
function testSplit({ lineage: { split } }: Version): string {
  if (!split) return '';
  if (split.by === 'random' || split.by === 'key')
    return ` The test split is none of them: it was split ${split.by === 'random' ? 'at random' : 'by key'}, not by time.`;
  return ' The test split is none of them either, or it is not on this machine.';
}
