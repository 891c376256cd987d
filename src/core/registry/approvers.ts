// Whose approval of a version counts: the gate, the tree and `approve` ask here.
import type { RegistryState } from './fold';
import type { Version } from './version';

export type ApproverStanding = 'counts' | 'own work' | 'no approver';

/** `approvers`: those of the manifest; undefined where it names none, so that everybody is one. */
export function standingOf(
  person: string,
  { by }: Pick<Version, 'by'>,
  approvers?: readonly string[],
): ApproverStanding {
  if (person === by) return 'own work';
  return approvers === undefined || approvers.includes(person) ? 'counts' : 'no approver';
}

/** Whose approvals of this version count, each once. */
export function approversOf(
  { events }: Pick<RegistryState, 'events'>,
  version: Pick<Version, 'version' | 'by'>,
  approvers?: readonly string[],
): readonly string[] {
  const people = events
    .filter(({ event }) => event.kind === 'approved' && event.version === version.version)
    .map(({ event }) => event.by);
  return [...new Set(people)].filter((person) => standingOf(person, version, approvers) === 'counts');
}
