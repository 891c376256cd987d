// Making the project's Python environment from its requirements, with uv where it is installed, else with venv and pip.
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, wrongInput } from '../../core/errors';
import { isMissing, writeAtomic } from '../files/atomic';
import { digestText } from '../files/digest';
import { spawnGroup } from '../process/group';
import { works } from '../process/capture';
import { toldWhile } from '../process/toldWhile';
import type { Project } from '../project';
import { environmentFolder, firstPython, interpreterIn } from './find';

export interface CreatedEnvironment {
  readonly interpreter: string;
  /** False where it was there already, made from the same requirements. */
  readonly isNew: boolean;
}

/** `report` is told what is being done. Throws `input` without requirements, `failed` where a package cannot be installed. */
export async function createEnvironment(
  project: Project,
  report: (message: string) => void,
  signal: AbortSignal,
): Promise<CreatedEnvironment> {
  const requirements = requirementsOf(project);
  const wanted = await digestOf(project, requirements);
  const folder = environmentFolder(project);
  const interpreter = interpreterIn(folder);
  const stamp = stampIn(folder);
  if ((await readStamp(stamp)) === wanted && (await works(interpreter, ['-c', ''], { signal })))
    return { interpreter, isNew: false };

  const base = () =>
    firstPython(async (file) => ((await works(file, ['-c', ''], { signal })) ? file : undefined));
  const wasThere = await stat(folder).catch(() => undefined);
  const run = (what: string, command: string, args: readonly string[]) =>
    toldWhile(report, what, () => perform(project, command, args, signal));
  try {
    await rm(stamp, { force: true });
    if (await works('uv', ['--version'], { signal })) {
      await run('Making .venv with uv', 'uv', [
        'venv',
        '--quiet',
        '--allow-existing',
        '--python',
        await base(),
        folder,
      ]);
      await run(`Installing ${requirements} with uv`, 'uv', [
        'pip',
        'install',
        '--quiet',
        '--python',
        interpreter,
        '-r',
        requirements,
      ]);
    } else {
      await run('Making .venv', await base(), ['-m', 'venv', folder]);
      const quiet = ['--quiet', '--no-input', '--disable-pip-version-check'];
      const installing = `Installing ${requirements}: this takes a minute or two the first time`;
      await run(installing, interpreter, ['-m', 'pip', 'install', ...quiet, '-r', requirements]);
    }
    // Older versions of venv leave this to the user.
    await writeAtomic(join(folder, '.gitignore'), '*\n');
    await writeAtomic(stamp, wanted);
  } catch (error) {
    if (!wasThere) await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { interpreter, isNew: true };
}

/** Whether `.venv` was made by us from requirements that have changed since. */
export async function isOutdated(project: Project): Promise<boolean> {
  const requirements = project.manifest.python?.requirements;
  const made = await readStamp(stampIn(environmentFolder(project)));
  return requirements !== undefined && made !== undefined && made !== (await digestOf(project, requirements));
}

const stampIn = (environment: string) => join(environment, 'requirements.sha256');

async function readStamp(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
}

function requirementsOf(project: Project): string {
  const { requirements } = project.manifest.python ?? {};
  if (requirements !== undefined) return requirements;
  throw wrongInput('lifecycle.yaml names no requirements.', {
    hint: 'Add python: {requirements: requirements.txt}, or make a .venv yourself.',
  });
}

async function digestOf(project: Project, requirements: string): Promise<string> {
  try {
    return digestText(await readFile(join(project.root, requirements))).replace('sha256:', '');
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw wrongInput(`There is no ${requirements}, which python.requirements in lifecycle.yaml names.`);
  }
}

/** Throws `failed` with the last of what the command printed. */
async function perform(
  project: Project,
  command: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const group = await spawnGroup({ command, args, cwd: project.root, env: process.env });
  let tail = '';
  for (const stream of [group.stdout, group.stderr])
    stream.on('data', (chunk: Buffer) => (tail = (tail + chunk.toString('utf8')).slice(-tailLength)));
  const end = () => void group.end();
  signal.addEventListener('abort', end, { once: true });
  const exit = await group.exit;
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  if (exit.code !== 0)
    throw failed(`${[command, ...args.slice(0, 3)].join(' ')} failed.`, {
      hint: tail.trim() || 'It printed nothing.',
    });
}

const tailLength = 2_000;
