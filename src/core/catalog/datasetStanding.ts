// Where a dataset stands: what is there of it, what is no longer up to date and why, what its check left open.
import { canonicalJson } from '../json';
import { addDuration, parseDuration } from '../manifest/duration';
import type { Dataset } from '../manifest/manifest';
import { isMet, type ExpectationResult, type Finding } from '../quality/finding';
import { outdatedWhy } from '../registry/checkNow';
import { whatMoved } from './collectedStanding';
import type { CatalogFacts, DatasetFacts } from './facts';
import { day } from '../times';
import type { NodeState } from './node';

export type DataStage = 'collect' | 'prepare' | 'check';
export const dataStages: readonly DataStage[] = ['collect', 'prepare', 'check'];

/** The first of the three that is due, and why. */
export interface DataDue {
  readonly stage: DataStage;
  readonly why: string;
  /** It was never done. */
  readonly isNew: boolean;
}

export interface DatasetStanding {
  readonly name: string;
  readonly settings: Dataset;
  readonly facts: DatasetFacts;
  /** Undefined where all is up to date. */
  readonly due?: DataDue;
  readonly open: readonly Finding[];
  readonly resolved: readonly Finding[];
  readonly failedExpectations: readonly ExpectationResult[];
  /** What is there was made after the time in the past that is asked for; what was there then is not kept. */
  readonly isOfToday: boolean;
  /** Of whoever reads. */
  readonly zone: string | undefined;
}

/** Undefined where the manifest has no valid dataset of this name. */
export function datasetStanding(
  facts: Pick<CatalogFacts, 'manifest' | 'datasets' | 'asOf' | 'isPast' | 'zone'>,
  name: string,
): DatasetStanding | undefined {
  const datasets = facts.manifest.datasets ?? {};
  const settings = Object.hasOwn(datasets, name) ? datasets[name] : undefined;
  if (!settings) return undefined;
  const own = facts.datasets.find((dataset) => dataset.name === name) ?? { name };
  const findings = own.check?.findings ?? [];
  const due = whatIsDue(settings, own, facts);
  return {
    name,
    settings,
    facts: own,
    ...(due ? { due } : {}),
    open: findings.filter(({ resolvedBy }) => resolvedBy === undefined),
    resolved: findings.filter(({ resolvedBy }) => resolvedBy !== undefined),
    failedExpectations: own.check?.expectations.filter((one) => !isMet(one)) ?? [],
    isOfToday:
      facts.isPast === true && [own.collected, own.prepared].some((one) => one && one.at > facts.asOf),
    zone: facts.zone,
  };
}

/** Said of what is of today where a time in the past is asked for. */
export const ofToday = ({ isOfToday }: DatasetStanding) => (isOfToday ? 'as it is today' : undefined);

/** How one of the three stands: what follows from a stage that is due is out of date too. */
export function dataState({ facts, due }: DatasetStanding, stage: DataStage): NodeState {
  const { collected: collect, prepared: prepare, check } = facts;
  if ({ collect, prepare, check }[stage] === undefined) return 'unknown';
  if (due && dataStages.indexOf(stage) >= dataStages.indexOf(due.stage)) return 'stale';
  return stage === 'check' && check?.passed === false ? 'error' : 'ok';
}

function whatIsDue(
  settings: Dataset,
  { collected, prepared, check, sources = [], isPreparedCurrent, checkStanding = 'current' }: DatasetFacts,
  { asOf, zone }: Pick<CatalogFacts, 'asOf' | 'zone'>,
): DataDue | undefined {
  if (!collected) return { stage: 'collect', why: 'it was never collected', isNew: true };
  const moved = whatMoved(settings, collected, sources, zone);
  if (moved !== undefined) return { stage: 'collect', why: moved, isNew: false };
  if (settings.freshness !== undefined) {
    const until = addDuration(collected.at, parseDuration(settings.freshness));
    if (until <= asOf)
      return {
        stage: 'collect',
        why: `it was collected on ${day(collected.at, zone)} and may be ${settings.freshness} old`,
        isNew: false,
      };
  }
  if (!prepared) return { stage: 'prepare', why: 'it was never prepared', isNew: true };
  if (prepared.from !== collected.fingerprint)
    return { stage: 'prepare', why: 'newer data was collected', isNew: false };
  if (canonicalJson(prepared.steps) !== canonicalJson(settings.prepare ?? []))
    return { stage: 'prepare', why: 'its steps have changed', isNew: false };
  if (canonicalJson(prepared.split ?? null) !== canonicalJson(settings.split ?? null))
    return { stage: 'prepare', why: 'its split has changed', isNew: false };
  if (isPreparedCurrent === false)
    return { stage: 'prepare', why: 'its settings have changed', isNew: false };
  if (!check) return { stage: 'check', why: 'it was never checked', isNew: true };
  if (checkStanding !== 'current') return { stage: 'check', why: outdatedWhy(checkStanding), isNew: false };
  return undefined;
}
