// Whether a version may answer requests, however a deployment names it: gates let it through once, or would now.
import { leadingAlias, servedAliases } from '../manifest/served';
import type { Manifest } from '../manifest/manifest';
import type { RegistryState } from './fold';
import { isGuarded } from './judge';
import type { Version } from './version';

/**
 * Whether gates let it hold an alias that they guard once: then it may be returned to at once, whatever they would say now. A decision
 * without the result of any gate is one of a model that had none, and says nothing where it has gates now.
 */
export function wasPromoted(
  manifest: Pick<Manifest, 'models'>,
  { events }: Pick<RegistryState, 'events'>,
  { model, version }: Pick<Version, 'model' | 'version'>,
): boolean {
  const hasGates = Object.keys(manifest.models?.[model]?.gates ?? {}).length > 0;
  return events.some(
    ({ event }) =>
      event.kind === 'aliased' &&
      event.version === version &&
      isGuarded(event.alias) &&
      (event.gates.length > 0 || !hasGates),
  );
}

interface Asked {
  readonly manifest: Pick<Manifest, 'deployments' | 'models'>;
  readonly registry: RegistryState;
  readonly version: Pick<Version, 'model' | 'version'>;
}

/** What to do about a version that no gate has let through: a sentence. */
export function waysToAnswer({ manifest, registry, version: { model, version } }: Asked): string {
  const promoted = registry.versions
    .map((one) => one.version)
    .filter(
      (number) =>
        wasPromoted(manifest, registry, { model, version: number }) && !registry.retired.includes(number),
    );
  const other = promoted.at(-1);
  const naming = other === undefined ? '' : `, or name one that was promoted: ${model}@${other}`;
  const alias = guardedAlias(manifest, model);
  const to = alias === leadingAlias(manifest, model) ? '' : ` --to ${alias}`;
  return `Mend what the gates name and promote ${model}@${version}${to}${naming}.`;
}

/** Why it may not answer, without the reasons. */
export const notLetThrough = ({ manifest, version: { model, version } }: Omit<Asked, 'registry'>): string =>
  `${model}@${version} was never promoted to ${guardedAlias(manifest, model)}, and the gates of ${model} do not let it through`;

/** The alias that lets a version answer: the first that its deployments follow and gates guard. */
const guardedAlias = (manifest: Asked['manifest'], model: string): string =>
  servedAliases(manifest, model).find(isGuarded) ?? 'champion';
