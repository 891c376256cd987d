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

/**
 * The number of the next look at a champion, so that no two ever have the same: each look that was taken counts and, as whoever knows a
 * figure of a run asks for a look only where it is good, each run that was measured before and of which no look was taken. Which runs
 * those are depends on the candidate and on the machine, hence never below a number that was given.
 */
export function nextLook(
  ever: Pick<RegistryState, 'events' | 'versions'>,
  champion: number,
  measured: ReadonlySet<string>,
): number {
  const known = looksAt(ever, champion);
  const taken = new Set(known.map(({ key }) => key)).size;
  const lookedAt = new Set(
    ever.versions.filter(({ version }) => looksAt(ever, champion, version).length > 0).map(({ run }) => run),
  );
  const unasked = [...measured].filter((run) => !lookedAt.has(run)).length;
  const given = known.map(({ look }) => look).filter((look) => Number.isFinite(look));
  return Math.max(taken + unasked, ...given) + 1;
}
