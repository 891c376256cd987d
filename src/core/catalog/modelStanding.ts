// Where a model stands: its candidate, its versions and what was decided about them, what it is used for.
import { datasetOf, goalOf, metricOf } from '../manifest/lookups';
import type { Goal, Model } from '../manifest/manifest';
import { leadingAlias } from '../manifest/served';
import { checkNow, type CheckNow } from '../registry/checkNow';
import { checksGate } from '../registry/gates/checks';
import type { GateResult } from '../registry/gateResult';
import type { RegistryState } from '../registry/fold';
import type { Version } from '../registry/version';
import { isLearntFrom } from '../run/learntFrom';
import { trainingChange } from '../run/trainingChange';
import type { CandidateFacts, CatalogFacts } from './facts';
import { runsAbout, tuningOf } from './runsAbout';

export interface ModelStanding {
  readonly name: string;
  readonly settings: Model;
  readonly goal?: Goal;
  /** The dataset it learns from; undefined where that cannot be told. */
  readonly dataset?: string;
  readonly registry: RegistryState;
  /** The alias that its deployments follow, `champion` where none does. */
  readonly alias: string;
  /** The version that alias points at. */
  readonly champion?: Version;
  readonly newest?: Version;
  /** What evaluate and register would take; undefined: it was never trained, or what was trained is gone. */
  readonly candidate?: CandidateFacts;
  /** No version was made of the candidate, or none with what is prepared now. */
  readonly isUnregistered: boolean;
  /** Versions were made of the candidate; the preparation alone has changed since, and not what it learnt from. */
  readonly isPreparedAnew: boolean;
  /** The data it would learn from is not what any of its versions or trainings learnt from. */
  readonly hasNewData: boolean;
  /** What else has changed since its candidate was trained, e.g. `its parameters have changed`; undefined where nothing has. */
  readonly change?: string;
}

export interface Refusal {
  readonly at: string;
  readonly alias: string;
  readonly gates: readonly GateResult[];
}

/** Undefined where the manifest has no valid model of this name. */
export function modelStanding(facts: CatalogFacts, name: string): ModelStanding | undefined {
  const models = facts.manifest.models ?? {};
  const settings = Object.hasOwn(models, name) ? models[name] : undefined;
  if (!settings) return undefined;
  const registry = registryOf(facts, name);
  const goal = goalOf(facts.manifest, settings);
  const dataset = datasetOf(settings, facts.manifest);
  const alias = leadingAlias(facts.manifest, name);
  const versions = registry.versions.filter(({ version }) => !registry.retired.includes(version));
  const champion = versions.find(({ version }) => version === registry.aliases[alias]);
  const newest = versions.at(-1);
  const candidate = facts.candidates.find(({ model }) => model === name);
  const prepared = facts.datasets.find((one) => one.name === dataset)?.prepared;
  const learntFrom = [
    ...registry.versions.map(({ training, lineage }) => ({ ...training.data, ...lineage })),
    ...runsAbout(facts, 'train', name).map(({ state }) => state.training?.data),
    candidate?.run.state.training?.data,
  ].filter((data) => data !== undefined);
  const ofCandidate = registry.versions.filter(({ run }) => run === candidate?.run.record.id);
  const data = candidate?.run.state.training?.data;
  const isPreparedAnew =
    newest !== undefined &&
    newest === ofCandidate.at(-1) &&
    data !== undefined &&
    prepared !== undefined &&
    isLearntFrom(data, prepared) &&
    newest.lineage.prepared !== prepared.fingerprint;
  const change = candidate && changeSince(facts, candidate, settings);
  return {
    name,
    settings,
    ...(goal ? { goal } : {}),
    ...(dataset === undefined ? {} : { dataset }),
    registry,
    alias,
    ...(champion ? { champion } : {}),
    ...(newest ? { newest } : {}),
    ...(candidate ? { candidate } : {}),
    isUnregistered: candidate !== undefined && (ofCandidate.length === 0 || isPreparedAnew),
    isPreparedAnew,
    hasNewData: prepared !== undefined && !learntFrom.some((data) => isLearntFrom(data, prepared)),
    ...(change === undefined ? {} : { change }),
  };
}

function changeSince(
  facts: CatalogFacts,
  { model, run: { record, state }, script }: CandidateFacts,
  settings: Model,
): string | undefined {
  const tunings = runsAbout(facts, 'tune', model)
    .filter((run) => run.state.status === 'done')
    .map((run) => tuningOf(run.state))
    .filter((tuning) => tuning !== undefined)
    .filter(({ chosen }) => chosen === record.id);
  const { manifest } = facts;
  return (
    state.training &&
    trainingChange(state.training, {
      model: settings,
      dataset: manifest.datasets?.[datasetOf(settings, manifest) ?? ''],
      metric: metricOf(manifest, model),
      script,
      tunings,
    })
  );
}

/** Empty where nothing was registered. */
export function registryOf(facts: CatalogFacts, model: string): RegistryState {
  const known = facts.registries.find((registry) => registry.model === model);
  return known ?? { model, versions: [], aliases: {}, events: [], retired: [] };
}

/** The newest refusal of this version; undefined where it was never refused, or got an alias later. */
export function refusalOf(registry: RegistryState, version: number): Refusal | undefined {
  for (const { event } of [...registry.events].reverse()) {
    if (event.version !== version) continue;
    if (event.kind === 'aliased' && event.gates.length > 0) return undefined;
    if (event.kind === 'refused') return { at: event.at, alias: event.alias, gates: event.gates };
  }
  return undefined;
}

/** The newest refusal by gates that are still asked, with what `checks` would say now; undefined where none of them would refuse any more. */
export function refusalNow(facts: CatalogFacts, version: Version): Refusal | undefined {
  const refusal = refusalOf(registryOf(facts, version.model), version.version);
  if (!refusal) return undefined;
  const checks = checksNow(facts, version);
  const asked = facts.manifest.models?.[version.model]?.gates;
  const gates = refusal.gates
    .filter(({ gate }) => asked?.[gate] !== undefined)
    .map((result) => (result.gate === 'checks' && checks ? checks : result));
  return gates.some(({ passed }) => !passed) ? { ...refusal, gates } : undefined;
}

/** What the gate `checks` says of a version that learnt from what is prepared now; undefined for any other, or where it is not asked for. */
export function checksNow(facts: CatalogFacts, version: Version): GateResult | undefined {
  const check = checkOf(facts, version);
  if (!check) return undefined;
  const { model } = version;
  const gates = facts.manifest.models?.[model]?.gates ?? {};
  return checksGate.judge(gates, { version, registry: registryOf(facts, model), check });
}

/** Of what is prepared now; undefined where the version learnt from something else. */
export function checkOf({ datasets }: CatalogFacts, { lineage }: Version): CheckNow | undefined {
  const data = datasets.find(({ name }) => name === lineage.dataset);
  if (lineage.span || data?.prepared?.fingerprint !== lineage.prepared) return undefined;
  return checkNow({ check: data.check, standing: data.checkStanding });
}

/** Aliases that point at this version: champion first, the others in order of their names. */
export function aliasesOf({ aliases }: RegistryState, version: number): readonly string[] {
  const names = Object.keys(aliases)
    .filter((alias) => aliases[alias] === version)
    .sort();
  return [...names.filter(isChampion), ...names.filter((alias) => !isChampion(alias))];
}

const isChampion = (alias: string) => alias === 'champion';
