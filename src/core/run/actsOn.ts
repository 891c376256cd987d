// Which parts of the manifest a stage works on when it is asked so: what has to be right in it before anything is done.
import { referringTo, type ManifestEntry, type Part } from '../manifest/parts';
import type { SectionName } from '../manifest/manifest';
import type { StageName } from './stageName';

interface Asked {
  readonly names?: readonly string[];
  readonly models?: readonly string[];
  readonly model?: string;
  readonly deployment?: string;
  readonly alias?: string;
}

/** `request`: the stage's own, not yet read. Without names it is all that the manifest declares, wrong ones too. */
export function actsOn(
  stage: StageName | 'run',
  request: unknown,
  entries: readonly ManifestEntry[],
): readonly Part[] {
  const { names, models, model, deployment, alias }: Asked =
    typeof request === 'object' && request !== null ? request : {};
  const named = (section: SectionName, wanted: readonly string[] | undefined): readonly Part[] =>
    wanted?.map((name) => ({ section, name })) ?? entries.filter((entry) => entry.section === section);
  const one = (section: SectionName, name: string | undefined) =>
    named(section, name === undefined ? [] : [name]);
  const inProduction = (part: Part) => {
    const deployments = referringTo(entries, 'deployments', part);
    return [...deployments, ...deployments.flatMap((of) => referringTo(entries, 'monitors', of))];
  };
  switch (stage) {
    case 'collect':
    case 'prepare':
    case 'check':
      return named('datasets', names);
    case 'train':
    case 'tune':
    case 'evaluate':
    case 'register':
      return one('models', model);
    case 'promote': {
      const promoted = one('models', model);
      // the alias is the one that its deployments follow
      const following = promoted.flatMap((part) => referringTo(entries, 'deployments', part));
      return [...promoted, ...(alias === undefined ? following : [])];
    }
    case 'deploy':
      return one('deployments', deployment);
    case 'monitor':
      return named('monitors', names);
    case 'retrain':
      return one('models', model).flatMap((part) => [part, ...inProduction(part)]);
    case 'run':
      return models ? named('models', models).flatMap((part) => [part, ...inProduction(part)]) : entries;
  }
}
