// The comparisons that a registry has recorded, each of them paid for.
import type { RecordedComparison } from './comparison';
import type { RegistryState } from './fold';

/** Looks at a champion so far, by one candidate alone where it is named, oldest first; versions by number. */
export const looksAt = (
  { events }: Pick<RegistryState, 'events'>,
  champion: number | undefined,
  candidate?: number,
): readonly RecordedComparison[] =>
  events.flatMap(({ event }) =>
    event.kind === 'compared' &&
    event.comparison.champion === champion &&
    (candidate === undefined || event.version === candidate)
      ? [event.comparison]
      : [],
  );
