// What a run is about, by its record: a name, several, or all there are.
import type { RunRecord } from './run';

/** Names of the manifest; undefined: all of its stage. */
export function subjectsOf({
  name,
  request,
}: Pick<RunRecord, 'name' | 'request'>): readonly string[] | undefined {
  if (name !== undefined) return [name];
  const names: unknown =
    typeof request === 'object' && request !== null && 'names' in request ? request.names : undefined;
  return Array.isArray(names) ? names.map(String) : undefined;
}

/** Whether both are about something in common. */
export function isAboutSame(one: RunRecord, other: RunRecord): boolean {
  const [names, others] = [subjectsOf(one), subjectsOf(other)];
  return names === undefined || others === undefined || names.some((name) => others.includes(name));
}

/** Whether `one` is about everything that `other` is about. */
export function covers(one: RunRecord, other: RunRecord): boolean {
  const [names, others] = [subjectsOf(one), subjectsOf(other)];
  return names === undefined || (others !== undefined && others.every((name) => names.includes(name)));
}
