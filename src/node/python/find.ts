// Which Python a project uses: the manifest's, else the one chosen for this machine, else the project's `.venv`, else the one on PATH.
import { stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { isLifecycleError, unavailable, wrongInput } from '../../core/errors';
import type { Project } from '../project';
import type { Asking } from './ask';
import { describeEnvironment, rememberedEnvironment, type Environment } from './describe';
import { remedy } from '../../core/remedy';
import { isFinished } from './unfinished';

export interface FoundPython {
  readonly from: 'manifest' | 'setting' | 'environment' | 'path';
  /** Its interpreter is an absolute path. */
  readonly environment: Environment;
}

/** Absolute path of the project's own environment. */
export const environmentFolder = (project: Project) => join(project.root, '.venv');

export const interpreterIn = (environment: string) =>
  process.platform === 'win32'
    ? join(environment, 'Scripts', 'python.exe')
    : join(environment, 'bin', 'python');

/** The environment variable that chooses a Python for this machine; the editor's setting is handed over in it. */
export const pythonVariable = 'LIFECYCLE_PYTHON';

/** Throws `input` where the manifest names a Python that is not there, `unavailable` where there is none at all. */
export async function findPython(project: Project, asking: Asking): Promise<FoundPython> {
  const { interpreter, requirements } = project.manifest.python ?? {};
  const folder = environmentFolder(project);
  const own = interpreterIn(folder);
  const remembered = async (file: string) => {
    if (file === own) await requireFinished(folder);
    return rememberedEnvironment(project, file, asking);
  };
  if (interpreter !== undefined)
    return { from: 'manifest', environment: await remembered(await named(project, interpreter)) };
  const chosen = process.env[pythonVariable];
  if (chosen)
    return {
      from: 'setting',
      environment: await remembered(await named(project, chosen, pythonVariable)),
    };
  if (await isFile(own)) return { from: 'environment', environment: await remembered(own) };
  if (requirements !== undefined)
    throw unavailable('The project’s Python environment was not made yet.', {
      hint: `Create it: .venv is made from ${requirements}.`,
      remedy: remedy('python', '--create'),
    });
  // What stands on PATH may be switched by a version manager at any time, so it is asked each time.
  const found = await firstPython((file) => describeEnvironment(file, asking), asking);
  return { from: 'path', environment: found };
}

/** Whether the project has no Python but one that is still to be made from its requirements. */
export async function lacksEnvironment(project: Project): Promise<boolean> {
  const { interpreter, requirements } = project.manifest.python ?? {};
  if (requirements === undefined || interpreter !== undefined || process.env[pythonVariable]) return false;
  const folder = environmentFolder(project);
  return !(await isFile(interpreterIn(folder))) || !(await isFinished(folder));
}

async function requireFinished(folder: string): Promise<void> {
  if (await isFinished(folder)) return;
  throw unavailable('The project’s Python environment is not complete.', {
    hint: 'Making it was interrupted, or still goes on. Create it: it is waited for, or made anew.',
    remedy: remedy('python', '--create'),
  });
}

/** What `ask` brings from the first Python on PATH that does not fail it; those before are told, and passed over. Throws `unavailable` where there is none. */
export async function firstPython<T>(
  ask: (interpreter: string) => Promise<T>,
  { report, signal }: Asking,
): Promise<T> {
  const passedOver: string[] = [];
  for (const name of ['python3.11', 'python3', 'python3.12', 'python3.13', 'python']) {
    const interpreter = await programOnPath(name);
    if (interpreter === undefined) continue;
    try {
      return await ask(interpreter);
    } catch (error) {
      signal.throwIfAborted();
      if (!isLifecycleError(error)) throw error;
      report(`Passed over: ${error.message}`);
      passedOver.push(error.message);
    }
  }
  throw unavailable(['No Python was found.', ...passedOver].join(' '), {
    hint: 'Install Python 3.11 or newer, make a .venv in the project, or name one under python.interpreter in lifecycle.yaml.',
  });
}

/** Absolute path of an executable on PATH; undefined where there is none. */
export async function programOnPath(
  name: string,
  path = process.env['PATH'] ?? '',
): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((part) => part !== '')) {
    const file = join(folder, name);
    if (await isFile(file)) return file;
  }
  return undefined;
}

async function named(
  project: Project,
  interpreter: string,
  where = 'python.interpreter in lifecycle.yaml',
): Promise<string> {
  const isPath = /[/\\]/.test(interpreter);
  const file = isPath ? resolve(project.root, interpreter) : await programOnPath(interpreter);
  if (file === undefined || !(await isFile(file)))
    throw wrongInput(`There is no Python "${interpreter}", which ${where} names.`, {
      hint: 'Write the path of an interpreter, e.g. .venv/bin/python.',
    });
  return file;
}

const isFile = (file: string) =>
  stat(file).then(
    (info) => info.isFile(),
    () => false,
  );
