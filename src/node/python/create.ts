// Making the project's Python environment from its requirements, with uv where it is installed, else with venv and pip.
import { lstat, mkdir, readFile, readlink, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, unavailable, wrongInput } from '../../core/errors';
import { isMissing, writeAtomic } from '../files/atomic';
import { digestText } from '../files/digest';
import { exists } from '../files/exists';
import { withLock } from '../files/withLock';
import { endCarriers } from '../process/carriers';
import { spawnGroup } from '../process/group';
import { works } from '../process/capture';
import { toldWhile } from '../process/toldWhile';
import { ensureState, type Project } from '../project';
import { requireAnswer } from './ask';
import { environmentFolder, firstPython, interpreterIn } from './find';
import { configIn, isFinished, markBegun, markFinished, markMade, unfinished } from './unfinished';

export interface CreatedEnvironment {
  readonly interpreter: string;
  /** False where it was there already, made from the same requirements. */
  readonly isNew: boolean;
}

/** One making at a time. `report` is told what is being done. Throws `input` without requirements, `failed` where a package cannot be installed. */
export async function createEnvironment(
  project: Project,
  report: (message: string) => void,
  signal: AbortSignal,
): Promise<CreatedEnvironment> {
  const requirements = requirementsOf(project);
  const wanted = await digestOf(project, requirements);
  await ensureState(project);
  const lock = { file: project.paths.locks('python.json'), purpose: 'python', work: 'creation of .venv' };
  const create = () => createAlone(project, { requirements, wanted }, report, signal);
  return withLock(lock, create, { onWait: report, signal });
}

async function createAlone(
  project: Project,
  { requirements, wanted }: { readonly requirements: string; readonly wanted: string },
  report: (message: string) => void,
  signal: AbortSignal,
): Promise<CreatedEnvironment> {
  const folder = environmentFolder(project);
  const interpreter = interpreterIn(folder);
  const stamp = stampIn(folder);
  const asking = { report, signal };
  const answers = (file: string) =>
    requireAnswer(file, asking).then(
      () => true,
      () => false,
    );
  if ((await readMark(stamp)) === wanted && (await answers(interpreter)))
    return { interpreter, isNew: false };

  const base = () => firstPython((file) => requireAnswer(file, asking), asking);
  const left = await unfinished(folder);
  const isNew = left === 'ours' || !(await isThere(folder));
  const run = (what: string, command: string, args: readonly string[]) =>
    toldWhile(report, what, () => perform(project, command, args, signal));
  try {
    // what a kill left at work would write into the new one, and its half of pip may stop pip
    if (left !== undefined) await endCarriers(ownVariable, folder);
    if (left === 'ours') await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await markBegun(folder, isNew);
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
      await markMade(folder, isNew);
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
      const python = await base();
      // where pip cannot be put into it, venv itself says what is to be installed
      const bringsPip = await works(python, ['-c', 'import ensurepip'], { signal });
      await run('Making .venv', python, ['-m', 'venv', ...(bringsPip ? ['--without-pip'] : []), folder]);
      await markMade(folder, isNew);
      await run('Making .venv', interpreter, ['-m', 'ensurepip', '--upgrade', '--default-pip']);
      const quiet = ['--quiet', '--no-input', '--disable-pip-version-check'];
      const installing = `Installing ${requirements}: this takes a minute or two the first time`;
      await run(installing, interpreter, ['-m', 'pip', 'install', ...quiet, '-r', requirements]);
    }
    // Older versions of venv leave this to the user.
    await writeAtomic(join(folder, '.gitignore'), '*\n');
    await markFinished(folder);
    await writeAtomic(stamp, wanted);
  } catch (error) {
    const now = await unfinished(folder);
    if (isNew && (now === 'ours' || now === 'unknown')) await rm(folder, { recursive: true, force: true });
    else if (left !== 'unknown') await markFinished(folder);
    if (isNew) await rmdir(folder).catch(() => undefined); // only an empty one
    throw error;
  }
  return { interpreter, isNew: true };
}

/** A link that leads nowhere is there, too. Throws `unavailable` for one: its disk may only be away. */
async function isThere(folder: string): Promise<boolean> {
  const info = await lstat(folder).catch(() => undefined);
  if (info?.isSymbolicLink() && !(await exists(folder)))
    throw unavailable('.venv is a link to what is not there now.', {
      hint: `Bring back what it leads to, ${await readlink(folder)}, or delete the link.`,
    });
  return info !== undefined;
}

/** Whether `.venv` was made by us from requirements that have changed since. */
export async function isOutdated(project: Project): Promise<boolean> {
  const requirements = project.manifest.python?.requirements;
  const made = await readMark(stampIn(environmentFolder(project)));
  return requirements !== undefined && made !== undefined && made !== (await digestOf(project, requirements));
}

/** When `.venv` was completed last, by us or by a person, ISO, UTC; undefined where it is not. */
export async function environmentAt(project: Project): Promise<string | undefined> {
  const folder = environmentFolder(project);
  if (!(await exists(interpreterIn(folder))) || !(await isFinished(folder))) return undefined;
  const infos = await Promise.all(
    [configIn(folder), stampIn(folder)].map((file) => stat(file).catch(() => undefined)),
  );
  return infos
    .flatMap((info) => info?.mtime.toISOString() ?? [])
    .sort()
    .at(-1);
}

/** What makes an environment is known by it. */
const ownVariable = 'LIFECYCLE_ENVIRONMENT';

/** The requirements' text, where this interpreter is that of `.venv` and creating it would install them. */
export async function requirementsToInstall(
  project: Project,
  interpreter: string,
): Promise<string | undefined> {
  const { requirements } = project.manifest.python ?? {};
  const folder = environmentFolder(project);
  if (requirements === undefined || interpreter !== interpreterIn(folder)) return undefined;
  if ((await readMark(stampIn(folder))) === (await digestOf(project, requirements))) return undefined;
  return readFile(join(project.root, requirements), 'utf8');
}

const stampIn = (environment: string) => join(environment, 'requirements.sha256');

async function readMark(file: string): Promise<string | undefined> {
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
  const group = await spawnGroup({
    command,
    args,
    cwd: project.root,
    env: { ...process.env, [ownVariable]: environmentFolder(project) },
  });
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
