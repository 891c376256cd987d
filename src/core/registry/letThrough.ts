// Whether a version may answer requests, however a deployment names it: gates let it through once, or would now.
import type { RegistryState } from './fold';
import { isGuarded } from './judge';
import type { Version } from './version';

/** Whether it once held an alias that gates guard: then it may be returned to at once, whatever they would say now. */
export const wasPromoted = ({ events }: Pick<RegistryState, 'events'>, version: number): boolean =>
  events.some(({ event }) => event.kind === 'aliased' && event.version === version && isGuarded(event.alias));

/** What to do about a version that no gate has let through: a sentence. */
export function waysToAnswer(
  registry: RegistryState,
  { model, version }: Pick<Version, 'model' | 'version'>,
): string {
  const promoted = registry.versions
    .map((one) => one.version)
    .filter((number) => wasPromoted(registry, number) && !registry.retired.includes(number));
  const other = promoted.at(-1);
  const naming = other === undefined ? '' : `, or name one that was promoted: ${model}@${other}`;
  return `Mend what the gates name and promote ${model}@${version}${naming}.`;
}

/** Why it may not answer, without the reasons. */
export const notLetThrough = ({ model, version }: Pick<Version, 'model' | 'version'>): string =>
  `${model}@${version} was never promoted, and the gates of ${model} do not let it through`;
