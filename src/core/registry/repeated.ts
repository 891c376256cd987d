// Whether a decision only says again what stands: asked twice, it is written down once.
import type { RegistryEvent } from './event';
import type { RegistryState } from './fold';

type Judged = Extract<RegistryEvent, { readonly kind: 'aliased' | 'refused' | 'barred' }>;

/** Whether the newest decision about its alias, or its deployment, said just the same. */
export function isRepeated({ events }: Pick<RegistryState, 'events'>, decision: Judged): boolean {
  const last = events
    .flatMap(({ event }) => (isJudged(event) ? [event] : []))
    .findLast((event) => aboutOf(event) === aboutOf(decision));
  return last !== undefined && told(last) === told(decision);
}

const isJudged = (event: RegistryEvent): event is Judged =>
  event.kind === 'aliased' || event.kind === 'refused' || event.kind === 'barred';

const aboutOf = (event: Judged): string =>
  event.kind === 'barred' ? `deployment ${event.deployment}` : `alias ${event.alias}`;

const told = ({ kind, version, gates }: Judged): string => JSON.stringify([kind, version, gates]);
