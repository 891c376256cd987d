// A person's approval of a version, as a decision file.
import { isSamePerson, standingOf, type ApproverStanding } from '../../core/registry/approvers';
import type { Version } from '../../core/registry/version';
import { decidedAt, type Clock } from '../clock';
import { whoami } from '../git';
import { ensureState, type Project } from '../project';
import { wholeRegistry } from './read';
import { requireUnedited } from './unedited';
import { versionIn } from './versionOf';
import { writeEvent } from './write';

export interface Approval {
  readonly version: Version;
  readonly by: string;
  /** False where this person had approved it before: nothing was written. */
  readonly isNew: boolean;
  /** Whether the gate counts it, and if not, why. */
  readonly standing: ApproverStanding;
}

/** The person is git's user.email. Throws `input` for a version that is not there or where a file of the registry cannot be read, `failed` for one that was edited. */
export async function approveVersion(asked: {
  readonly project: Project;
  readonly clock: Clock;
  readonly model: string;
  readonly version: number;
  readonly note?: string;
}): Promise<Approval> {
  const { project, clock, model, note } = asked;
  const state = await wholeRegistry(project.paths, model, clock.judged());
  const version = versionIn(state, String(asked.version));
  await requireUnedited(project.paths, version);
  const by = await whoami(project.root);
  const isNew = !state.events.some(
    ({ event }) =>
      event.kind === 'approved' && event.version === version.version && isSamePerson(event.by, by),
  );
  if (isNew) {
    await ensureState(project);
    const event = {
      schema: 1,
      kind: 'approved',
      ...decidedAt(clock),
      by,
      version: version.version,
      isSigned: false,
      ...(note === undefined ? {} : { note }),
    } as const;
    await writeEvent(project.paths, model, event);
  }
  const standing = standingOf(by, version, project.manifest.roles?.approvers);
  return { version, by, isNew, standing };
}
