// Looking at a folder for a surface that shows many: where even its manifest cannot be read, the reason takes the place of its rows.
import { resolve } from 'node:path';
import type { CatalogFacts } from '../../core/catalog/facts';
import { isLifecycleError, type Problem } from '../../core/errors';
import { readManifest } from '../../core/manifest/read';
import { places } from '../../core/places';
import type { Clock } from '../clock';
import { projectPaths } from '../paths';
import { openProject, type Project } from '../project';
import { toLifecycleError } from '../thrown';
import { gatherFacts } from './gather';

export interface Look {
  readonly project: Project;
  readonly facts: CatalogFacts;
  /** What was thrown where the folder cannot be read; `facts` say it to a person. */
  readonly failure?: Error;
}

/** Throws `input` where there is no such folder. */
export async function lookAtFolder(folder: string, clock: Clock): Promise<Look> {
  try {
    const project = await openProject(folder);
    return { project, facts: await gatherFacts(project, clock) };
  } catch (failure) {
    if (isLifecycleError(failure) && failure.code === 'input') throw failure;
    return unreadable(resolve(folder), clock, failure);
  }
}

function unreadable(root: string, clock: Clock, failure: unknown): Look {
  const { message, hint = 'The log says more.' } = toLifecycleError(failure);
  const file = places.manifest;
  const problem: Problem = {
    severity: 'error',
    message: `This folder cannot be read: ${message}`,
    hint,
    file,
  };
  const { manifest, entries, isReadOnly } = readManifest('', file);
  const told = { manifest, entries, isReadOnly, hasManifest: true, problems: [problem] };
  return {
    failure: failure instanceof Error ? failure : new Error(String(failure)),
    project: { root, paths: projectPaths(root), text: '', ...told },
    facts: {
      ...told,
      asOf: clock.judged(),
      datasets: [],
      registries: [],
      runs: [],
      candidates: [],
      deployments: [],
      monitors: [],
      found: { files: [] },
      broken: [],
    },
  };
}
