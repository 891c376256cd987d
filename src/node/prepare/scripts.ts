// What the commands of a dataset's steps are made of, told from files: looked at often.
import type { Dataset } from '../../core/manifest/dataset';
import type { Project } from '../project';
import { scriptDigest } from '../train/code';
import { parseCommand } from '../train/command';

/** Digests of what each command is made of, in the order of the steps. Throws `input` where one cannot be read. */
export async function scriptsOf(
  project: Project,
  { prepare = [] }: Pick<Dataset, 'prepare'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const digests: string[] = [];
  for (const step of prepare)
    if ('run' in step)
      digests.push(await scriptDigest(project, parseCommand(step.run, process.env).args, signal));
  return digests;
}
