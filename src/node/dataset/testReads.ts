// Who has looked at a test split, and how often: each look makes its figures a little less honest.
import { join } from 'node:path';
import type { PreparedVersion } from '../../core/dataset/version';
import { appendLine, readLines } from '../files/lines';
import type { Project } from '../project';
import { versionFolder } from './versions';

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
  appendLine(readsFile(project, version), read);

/** Every look so far, oldest first. */
export const testReads = (project: Project, version: PreparedVersion) =>
  readLines<TestRead>(readsFile(project, version));

export async function countTestReads(project: Project, version: PreparedVersion): Promise<number> {
  return (await testReads(project, version)).length;
}

const readsFile = (project: Project, version: PreparedVersion) =>
  join(versionFolder(project, version), 'test-reads.jsonl');
