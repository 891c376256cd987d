// Whose approval of a version counts: the gate, the tree and `approve` ask here.
import type { RegistryState } from './fold';
import type { Version } from './version';

export type ApproverStanding = 'counts' | 'own work' | 'no approver';

/** Whether two addresses are one person's: capitals and blanks around them tell nobody apart, so that nobody is two by how git is set. */
export const isSamePerson = (one: string, other: string): boolean => personOf(one) === personOf(other);

const personOf = (address: string): string => address.trim().toLowerCase();

/** `approvers`: those of the manifest; undefined where it names none, so that everybody is one. */
export function standingOf(
  person: string,
  { by }: Pick<Version, 'by'>,
  approvers?: readonly string[],
): ApproverStanding {
  if (isSamePerson(person, by)) return 'own work';
  const isNamed = approvers?.some((approver) => isSamePerson(approver, person)) ?? true;
  return isNamed ? 'counts' : 'no approver';
}

/** Whose approvals of this version count, each once, as their first approval writes them. */
export function approversOf(
  { events }: Pick<RegistryState, 'events'>,
  version: Pick<Version, 'version' | 'by'>,
  approvers?: readonly string[],
): readonly string[] {
  const people = new Map<string, string>();
  for (const { event } of events)
    if (event.kind === 'approved' && event.version === version.version && !people.has(personOf(event.by)))
      people.set(personOf(event.by), event.by.trim());
  return [...people.values()].filter((person) => standingOf(person, version, approvers) === 'counts');
}

/** Whether the one who registered it approved it as well, so that to ask for it again would go round in circles. */
export const hasOwnApproval = (
  { events }: Pick<RegistryState, 'events'>,
  version: Pick<Version, 'version' | 'by'>,
): boolean =>
  events.some(
    ({ event }) =>
      event.kind === 'approved' &&
      event.version === version.version &&
      standingOf(event.by, version) === 'own work',
  );

/** What to do then; a sentence. */
export const anotherPerson = ({ model }: Pick<Version, 'model'>): string =>
  `Another person has to approve it, by git’s user.email; for who works alone: approvals: 0 in the gates of ${model} asks nobody.`;
