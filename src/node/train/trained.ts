// Earlier training runs: the one that already did what is asked, found by its key.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listRuns, type FoundRun } from '../run/find';
import { runFiles } from '../run/folder';
import type { Project } from '../project';

/** The newest successful run of the model with this key whose files are still there. */
export async function findTrained(
  project: Project,
  model: string,
  key: string,
): Promise<FoundRun | undefined> {
  for (const run of await listRuns(project, { stage: 'train', name: model }))
    if (run.state.status === 'done' && run.state.training?.key === key && (await isWhole(run))) return run;
  return undefined;
}

async function isWhole({ folder, state }: FoundRun): Promise<boolean> {
  for (const { path, bytes } of state.outputs) {
    const info = await stat(join(runFiles(folder).artifacts, path)).catch(() => undefined);
    if (info?.size !== bytes) return false;
  }
  return state.outputs.length > 0;
}
