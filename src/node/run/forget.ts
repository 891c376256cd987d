// Forgetting runs that had nothing to do: they would only bury those that did.
import { rm } from 'node:fs/promises';
import type { Project } from '../project';
import { listRuns } from './find';
import type { MadeRun } from './record';

/** Removes a skipped run's folder. After a failure of the same it stays: it is the sign that all is well again. */
export async function forgetSkipped(project: Project, { record, folder }: MadeRun): Promise<void> {
  const same = await listRuns(project, { stage: record.stage });
  const [before] = same
    .filter((run) => run.record.name === record.name && run.state.status !== 'stopped')
    .filter((run) => run.record.at < record.at) // ids tell seconds only
    .sort((a, b) => (a.record.at < b.record.at ? 1 : -1));
  if (before?.state.status === 'failed' || before?.state.status === 'lost') return;
  await rm(folder, { recursive: true, force: true });
}
