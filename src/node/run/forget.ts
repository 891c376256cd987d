// Forgetting runs that had nothing to do: they would only bury those that did.
import { rm } from 'node:fs/promises';
import { covers, isAboutSame } from '../../core/run/about';
import type { Project } from '../project';
import { listRuns } from './find';
import type { MadeRun } from './record';

/** Removes a skipped run's folder. After a failure about the same it stays: it is the sign that all is well again. */
export async function forgetSkipped(project: Project, { record, folder }: MadeRun): Promise<void> {
  const earlier = (await listRuns(project, { stage: record.stage }))
    .filter((run) => run.record.at < record.at) // ids tell seconds only
    .filter((run) => isAboutSame(run.record, record) && run.state.status !== 'stopped')
    .sort((a, b) => (a.record.at < b.record.at ? 1 : -1));
  for (const run of earlier) {
    if (run.state.status === 'failed' || run.state.status === 'lost') return;
    if (covers(run.record, record)) break;
  }
  await rm(folder, { recursive: true, force: true });
}
