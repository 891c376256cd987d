// Which run is changing what a panel shows.
import { verbOf } from '../../core/catalog/words';
import type { StageName } from '../../core/run/run';
import { hasEnded } from '../../core/run/state';
import type { Project } from '../../node/project';
import { listRuns } from '../../node/run/find';

/** What a run of one of the stages is doing to one of the names, or to all there are; undefined where none goes on. */
export async function workingOn(
  project: Project,
  stages: readonly StageName[],
  names: readonly (string | undefined)[],
): Promise<string | undefined> {
  const runs = await listRuns(project);
  const run = runs.find(
    ({ state, record: { stage, name } }) =>
      !hasEnded(state.status) &&
      stages.some((wanted) => wanted === stage) &&
      (name === undefined || names.includes(name)),
  );
  if (!run) return undefined;
  const { state, record } = run;
  return state.progress?.message ?? [verbOf(record.stage), record.name].filter(Boolean).join(' ');
}
