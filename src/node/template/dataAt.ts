// Data that a typed path names. Apart from what is found: the editor has no paths typed, and does without what expands them.
import { formatOf } from '../../core/dataset/fileFormat';
import { filesBy } from '../collect/filesBy';
import type { Project } from '../project';
import { undeclaredData, type LearnableData } from './learnable';

/** A file, or files of a folder or a glob as one table. `path`: relative to the project; undefined where it brings no data. */
export async function dataAt(project: Project, path: string): Promise<LearnableData | undefined> {
  const found = await filesBy(project.root, path);
  const brings = 'files' in found && found.files.some((file) => formatOf(file) !== undefined);
  return brings ? undeclaredData(project, path) : undefined;
}
