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
 * The number of the next look, so that no two ever have the same: each look at labelled predictions counts, and at the test split each
 * that was taken or, as whoever knows a figure of it asks for a look only where it is good, each run that was measured on it. Which runs
 * those are depends on the candidate and on the machine, hence never below a number that was given.
 */
export function nextLook(known: readonly RecordedComparison[], measuredRuns: number): number {
  const taken = (isOnTest: boolean) =>
    new Set(known.filter(({ test }) => (test !== undefined) === isOnTest).map(({ key }) => key)).size;
  const before = Math.max(
    taken(false) + Math.max(taken(true), measuredRuns),
    ...known.map(({ look }) => look),
  );
  return before + 1;
}
