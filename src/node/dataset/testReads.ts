// Who has looked at a test split, and how often: each look makes its figures a little less honest.
import { join } from 'node:path';
import type { PreparedVersion } from '../../core/dataset/version';
import { appendLine, readLines } from '../files/lines';
import type { Project } from '../project';
import { allVersions, versionFolder } from './versions';

/** One line of `test-reads.jsonl` in a prepared version's folder. */
export interface TestRead {
  readonly model: string;
  readonly run: string;
  readonly at: string;
  /** What the figures were for, e.g. `evaluate`. */
  readonly why: string;
}

/** Records a look before it is taken; durable when it returns. */
export const recordTestRead = (project: Project, version: PreparedVersion, read: TestRead) =>
  appendLine(readsFile(versionFolder(project, version)), read);

/** Every look so far, oldest first. */
export const testReads = (project: Project, version: PreparedVersion) =>
  readLines<TestRead>(readsFile(versionFolder(project, version)));

interface TestReads {
  /** Undefined where its record is missing or damaged: which rows were read is not known then. */
  readonly prepared: PreparedVersion | undefined;
  readonly reads: readonly TestRead[];
}

/** Every look at a test split that this machine knows of. */
export async function allTestReads(project: Project): Promise<readonly TestReads[]> {
  const all = [];
  for (const { folder, version } of await allVersions(project))
    if (version?.kind !== 'collected')
      all.push({ prepared: version, reads: await readLines<TestRead>(readsFile(folder)) });
  return all;
}

export async function countTestReads(project: Project, version: PreparedVersion): Promise<number> {
  return (await testReads(project, version)).length;
}

const readsFile = (folder: string) => join(folder, 'test-reads.jsonl');
