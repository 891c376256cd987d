// The models of the tree: versions with their aliases, refusals with their reasons, runs.
import { formatInterval } from '../evaluate/interval';
import { approversOf } from '../registry/approvers';
import type { GateResult } from '../registry/gateResult';
import type { Version } from '../registry/version';
import { hasEnded } from '../run/state';
import { decidesBy } from './decidesBy';
import { failureRows, stagesOf } from './failures';
import type { CatalogFacts } from './facts';
import { count, counted } from '../figures';
import { joined, tooltip } from './format';
import { minute } from '../times';
import { aliasesOf, modelStanding, refusalNow, registryOf, type ModelStanding } from './modelStanding';
import { worstOf, type CatalogNode, type NodeState } from './node';
import { runsAbout } from './runsAbout';
import { runRow } from './runNodes';
import { remedy } from '../remedy';
import { places } from '../places';
import { worthText } from '../value/worthText';

const runsShown = 10;

/** Every model the manifest names, in its order, wrong ones too; then those that only the registry knows. */
export function modelNodes(facts: CatalogFacts): readonly CatalogNode[] {
  const declared = facts.entries.filter(({ section }) => section === 'models').map(({ name }) => name);
  const registered = facts.registries
    .filter(({ model }) => !declared.includes(model))
    .map(({ model }) => model);
  return [...declared, ...registered].map((name) => {
    const standing = modelStanding(facts, name);
    const failures = failureRows(facts, 'models', name, stagesOf.models);
    const versions = [...registryOf(facts, name).versions]
      .reverse()
      .map((version) => versionRow(facts, standing, version));
    const { going, ended } = runRows(facts, name);
    const children = [...failures, ...going, ...versions, ...ended];
    const shown = standing?.champion ?? standing?.newest;
    return {
      id: `model:${name}`,
      kind: 'model',
      label: name,
      description: standing
        ? figures(standing)
        : declared.includes(name)
          ? 'not readable'
          : 'not in lifecycle.yaml',
      ...(standing ? { tooltip: explained(standing) } : {}),
      state: worstOf([
        ...failures.map(({ state }) => state),
        ...going.map(({ state }) => state),
        standing ? ownState(facts, standing) : 'unknown',
      ]),
      about: { name, ...(shown ? { version: shown.version } : {}) },
      children,
    };
  });
}

function figures({ champion, newest, alias, settings, goal }: ModelStanding): string {
  if (!newest) return 'no version yet';
  const shown = champion ?? newest;
  const metric = goal?.metric ?? Object.keys(shown.metrics.values)[0];
  return joined(
    champion ? `${alias} ${champion.version}` : `no ${alias}`,
    champion ? figure(champion, metric) : counted(newest.version, 'version'),
    settings.goal === undefined || !goal ? undefined : `goal ${goal.target}`,
  );
}

function ownState(facts: CatalogFacts, { champion, newest }: ModelStanding): NodeState {
  if (!newest) return 'unknown';
  if (champion) return 'ok';
  return refusalNow(facts, newest) ? 'warning' : 'unknown';
}

function explained({ name, goal, dataset, settings, registry, champion, newest }: ModelStanding): string {
  const worth = (champion ?? newest)?.worth;
  return tooltip(
    name,
    [
      ['Goal', goal && `${goal.metric} ${goal.target}`],
      ['Learns from', dataset],
      ['Command', settings.train],
      ['Versions', String(registry.versions.length)],
      ['Worth', worth && worthText(worth)],
    ],
    goal?.statement,
  );
}

const figure = ({ metrics }: Version, metric: string | undefined): string | undefined => {
  const value = metric === undefined ? undefined : metrics.values[metric];
  return value && metric !== undefined ? `${metric} ${formatInterval(value)}` : undefined;
};

function versionRow(facts: CatalogFacts, standing: ModelStanding | undefined, version: Version): CatalogNode {
  const registry = registryOf(facts, version.model);
  const aliases = aliasesOf(registry, version.version);
  const refusal = refusalNow(facts, version);
  const isRetired = registry.retired.includes(version.version);
  const metric = standing?.goal?.metric ?? Object.keys(version.metrics.values)[0];
  const approvers = approversOf(registry, version, facts.manifest.roles?.approvers);
  const isRefused = refusal !== undefined && !isRetired;
  return {
    id: `version:${version.model}@${version.version}`,
    kind: 'version',
    label: `Version ${version.version}`,
    description: joined(
      aliases.length > 0 ? aliases.join(', ') : undefined,
      isRetired ? 'retired' : isRefused ? `refused as ${refusal.alias}` : undefined,
      figure(version, metric),
    ),
    tooltip: tooltip(
      `${version.model}@${version.version}`,
      [
        ['Aliases', aliases.length > 0 ? aliases.join(', ') : undefined],
        ['Registered', `${minute(version.at, facts.zone)} by ${version.by}`],
        ['Measured on', version.metrics.measuredOn],
        ...Object.entries(version.metrics.values).map(
          ([name, value]) => [name, formatInterval(value)] as const,
        ),
        ['Worth', version.worth && worthText(version.worth)],
        ...decidesBy(version),
        ['Approved by', approvers.length > 0 ? approvers.join(', ') : undefined],
        ['Test split read', counted(version.testReads, 'time')],
      ],
      isRefused
        ? refusal.gates
            .filter(({ passed }) => !passed)
            .map(({ reason }) => reason)
            .join('\n')
        : undefined,
    ),
    state: isRefused ? 'warning' : aliases.length > 0 ? 'ok' : 'unknown',
    about: {
      name: version.model,
      version: version.version,
      path: places.card(version.model, version.version),
      ...(aliases[0] === undefined ? {} : { alias: aliases[0] }),
    },
    children: isRefused
      ? refusal.gates.filter(({ passed }) => !passed).map((gate) => gateRow(version, gate, refusal.alias))
      : [],
  };
}

const missed: Readonly<Record<GateResult['gate'], string>> = {
  goal: 'Goal missed',
  checks: 'Data not clean',
  better_than: 'Not surely better',
  approvals: 'Approval missing',
};

function gateRow(
  { model, version, lineage }: Version,
  { gate, reason, isJudged }: GateResult,
  alias: string,
): CatalogNode {
  const label = isJudged === false ? 'Not judged' : missed[gate];
  const isOfData = gate === 'checks' && lineage.span === undefined;
  const fix =
    gate === 'approvals'
      ? 'Approve it.'
      : isOfData
        ? `Check ${lineage.dataset}, and promote it again when that has passed; if the data has to change, train on it anew.`
        : `Make a better version, or change the gate in lifecycle.yaml; it stays out of ${alias} until then.`;
  return {
    id: `gate:${model}@${version}:${gate}`,
    kind: 'gate',
    label,
    description: reason,
    tooltip: tooltip(label, [['Gate', gate]], `${reason}\n${fix}`),
    state: 'error',
    about: { name: model, version, stage: 'promote' },
    fix,
    ...(gate === 'approvals' ? { remedy: remedy('approve', `${model}@${version}`) } : {}),
    ...(isOfData ? { remedy: remedy('check', lineage.dataset) } : {}),
    children: [],
  };
}

/** What goes on now, and one row that holds what has ended. */
function runRows(
  facts: CatalogFacts,
  name: string,
): { readonly going: readonly CatalogNode[]; readonly ended: readonly CatalogNode[] } {
  const runs = (['train', 'tune', 'retrain'] as const)
    .flatMap((stage) => runsAbout(facts, stage, name))
    .filter(({ record }, _, all) => !all.some((other) => other.record.id === record.parent))
    .sort((a, b) => (a.record.at < b.record.at ? 1 : -1));
  const going = runs.filter(({ state }) => !hasEnded(state.status)).map((run) => runRow(facts, run));
  const ended = runs.filter(({ state }) => hasEnded(state.status));
  const hidden = ended.length - runsShown;
  if (ended.length === 0) return { going, ended: [] };
  const older: CatalogNode = {
    id: `more:runs:${name}`,
    kind: 'more',
    label: counted(hidden, 'older run'),
    description: `in ${places.runs}`,
    state: 'ok',
    about: { name },
    children: [],
  };
  return {
    going,
    ended: [
      {
        id: `runs:${name}`,
        kind: 'group',
        label: 'Runs',
        description: count(ended.length),
        state: 'ok',
        about: { name },
        children: [
          ...ended.slice(0, runsShown).map((run) => runRow(facts, run)),
          ...(hidden > 0 ? [older] : []),
        ],
      },
    ],
  };
}
