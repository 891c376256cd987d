// What each stage works on, by which key of its request, and so which parts of the manifest have to be right before anything is done.
import { valueAt } from '../manifest/complaint';
import { referringTo, type ManifestEntry, type Part } from '../manifest/parts';
import type { SectionName } from '../manifest/manifest';
import type { StageName } from '../stageName';

interface Subject {
  readonly section: SectionName;
  /** The key of its request that names one, or those, that it works on. */
  readonly by: 'names' | 'models' | 'model' | 'deployment';
}

const datasets = { section: 'datasets', by: 'names' } as const;
const model = { section: 'models', by: 'model' } as const;

export const subjects = {
  collect: datasets,
  prepare: datasets,
  check: datasets,
  train: model,
  tune: model,
  evaluate: model,
  register: model,
  promote: model,
  deploy: { section: 'deployments', by: 'deployment' },
  monitor: { section: 'monitors', by: 'names' },
  retrain: model,
  run: { section: 'models', by: 'models' },
} as const satisfies Readonly<Record<StageName | 'run', Subject>>;

/** `request`: the stage's own, not yet read. Undefined where it names none: it asks for all there are. */
export function namesAsked(stage: StageName | 'run', request: unknown): readonly string[] | undefined {
  const named = valueAt(request, [subjects[stage].by]);
  if (named === undefined) return undefined;
  const all: readonly unknown[] = Array.isArray(named) ? named : [named];
  return all.filter((one): one is string => typeof one === 'string');
}

/** A request that names this one, where the stage needs to be told no more. */
export function requestNaming(stage: StageName, name: string): Readonly<Record<string, unknown>> {
  const { by } = subjects[stage];
  return { [by]: by === 'names' ? [name] : name };
}

/** Without names it is all that the manifest declares, wrong ones too. */
export function actsOn(
  stage: StageName | 'run',
  request: unknown,
  entries: readonly ManifestEntry[],
): readonly Part[] {
  const names = namesAsked(stage, request);
  const { section } = subjects[stage];
  const parts: readonly Part[] =
    names?.map((name) => ({ section, name })) ?? entries.filter((entry) => entry.section === section);
  const deployments = parts.flatMap((part) => referringTo(entries, 'deployments', part));
  const monitors = deployments.flatMap((part) => referringTo(entries, 'monitors', part));
  switch (stage) {
    case 'promote':
      // without an alias it is the one that its deployments follow
      return valueAt(request, ['alias']) === undefined ? [...parts, ...deployments] : parts;
    case 'retrain':
      return [...parts, ...deployments, ...monitors];
    case 'run':
      return names ? [...parts, ...deployments, ...monitors] : entries;
    default:
      return parts;
  }
}
