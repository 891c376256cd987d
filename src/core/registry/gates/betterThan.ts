// The gate `better_than: ALIAS`: on rows newer than either was made on, the paired difference is surely above 0.
import { counted } from '../../figures';
import { day, days } from '../../times';
import type { Lacking, Look, NoTestSplit, RecordedComparison } from '../comparison';
import type { Gate, GateFacts } from '../gate';
import type { GateResult } from '../gateResult';
import { assumptionsAbout } from '../learntUntil';

export const betterThanGate: Gate = {
  name: 'better_than',
  judge({ better_than: alias }, facts) {
    if (alias === undefined) return undefined;
    const result = judgeBetter(alias, facts);
    return result.passed ? result : { ...result, reason: `${result.reason}${waysOn(alias, facts)}` };
  },
};

/** What can be done where the gate refuses: sentences. */
function waysOn(
  alias: string,
  { version: { model, version }, registry, comparison, lacking }: GateFacts,
): string {
  const wasHolder = registry.events.some(
    ({ event }) => event.kind === 'aliased' && event.alias === alias && event.version === version,
  );
  const returning = ` It was ${alias} before: to return to it at once, write model: ${model}@${version} under the deployment in lifecycle.yaml and deploy that; no alias has to move for it.`;
  const such = lacking
    ? ' that both can answer (labels: under the monitor; a column may be sent before the version that answers takes it)'
    : ' (labels: under the monitor)';
  const comparing = ` To go on, bring labels of predictions newer than both${such}, or take better_than out of the model's gates in lifecycle.yaml, e.g. for approvals: 1, so that a person decides.`;
  const isCompared = comparison !== undefined && comparison.champion === registry.aliases[alias];
  return `${isCompared ? '' : comparing}${wasHolder ? returning : ''}`;
}

/** Whether the version is better than the one the alias points at, also where no gate asks. */
export function judgeBetter(
  alias: string,
  facts: Look & Pick<GateFacts, 'version' | 'registry'>,
): GateResult {
  const { version, registry, comparison, noTestSplit, doubtful, lacking } = facts;
  const gate = 'better_than' as const;
  const champion = registry.aliases[alias];
  if (champion === undefined)
    return { gate, passed: true, reason: `There is no ${alias} yet to be better than.` };
  if (champion === version.version)
    return { gate, passed: true, reason: `Version ${champion} is the ${alias} itself.` };
  const assumed = `${leftOut(doubtful)}${assumptionsAbout(
    registry.versions.filter((one) => [champion, version.version].includes(one.version)),
  )}`;
  if (!comparison || comparison.champion !== champion)
    return {
      gate,
      passed: false,
      isJudged: false,
      reason: `It was not compared with version ${champion}, the ${alias}: there are no labelled rows newer than both${lacking ? ' that both can answer' : ''}.${lackingText(lacking)}${noTestSplit === undefined ? '' : ` ${testSplit[noTestSplit]}`}${assumed}`,
    };
  return {
    gate,
    passed: comparison.isBetter,
    ...(comparison.isJudged === false ? { isJudged: false } : {}),
    reason: `Against version ${champion}, the ${alias}: ${comparison.reason}${spanOf(comparison)}${lackingText(lacking)}${assumed}`,
  };
}

const leftOut = (doubtful: number | undefined): string =>
  doubtful === undefined
    ? ''
    : ` One of the two may have learnt from ${counted(doubtful, 'labelled prediction')}, left out here: without a time, with a key that rows it learnt from share. To have such rows count, give the dataset a time: and send it with each.`;

function lackingText(lacking: Lacking | undefined): string {
  if (!lacking) return '';
  const { rows, columns, until } = lacking;
  const named = columns.slice(0, 5).map((column) => JSON.stringify(column));
  const others = columns.length - named.length;
  const told = `${named.join(', ')}${others > 0 ? ` and ${counted(others, 'other')}` : ''}`;
  return ` ${counted(rows, 'labelled prediction')} newer than both ${rows === 1 ? 'is' : 'are'} left out, as requests until ${day(until)} do not bring ${columns.length === 1 ? 'column' : 'columns'} ${told} as one of the two takes ${columns.length === 1 ? 'it' : 'them'}.`;
}

function spanOf({ from, to, test, measuredRuns, champion }: RecordedComparison): string {
  if (from === undefined || to === undefined) return '';
  if (!test) {
    const runs =
      measuredRuns === undefined
        ? ''
        : ` ${counted(measuredRuns, 'run')} had been measured on rows of test splits that are newer than version ${champion}, and each counts as a look.`;
    return ` Rows of ${days(from, to)}.${runs}`;
  }
  const reads =
    test.otherRuns === 0
      ? ''
      : ` ${counted(test.otherRuns, 'other run')} had been measured on it, and each counts as a look.`;
  return ` Rows of the test split of ${days(from, to)}, newer than all that either was trained or chosen on.${reads}`;
}

/** Why the rows that the two were measured on do not serve. */
const testSplit: Readonly<Record<NoTestSplit, string>> = {
  away: 'Whether the test split has some cannot be told: the data that one of the two was made from is not on this machine.',
  none: 'The data that one of the two was made from has no test split that could have some.',
  random: 'The test split is none of them: it was split at random, not by time.',
  key: 'The test split is none of them: it was split by key, not by time.',
  undated:
    'The test split is none of them: nothing tells when its rows were, as it was prepared without time:.',
  between: 'The test split is none of them: it begins before what was trained or chosen on ends.',
  seen: 'The test split is none of them either: one of the two has seen rows as new as its newest.',
  other:
    'The test split is none of them either: those of the two hold no rows in common that are newer than both.',
};
