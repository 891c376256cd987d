// The user's command as a program and its arguments: read by a library, never by a shell.
import { basename, delimiter, dirname, isAbsolute, resolve } from 'node:path';
import { parse } from 'shell-quote';
import { unavailable, wrongInput } from '../../core/errors';
import { exists } from '../files/exists';
import { withoutEditor } from '../process/environment';
import type { Asking } from '../python/ask';
import { findPython, programOnPath, type FoundPython } from '../python/find';
import type { Project } from '../project';

export interface ParsedCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** `$NAME` is replaced from `env`. Throws `input` for what only a shell could do. */
export function parseCommand(text: string, env: NodeJS.ProcessEnv): ParsedCommand {
  const parts = parse(text, (name) => env[name] ?? '');
  const words = parts.map((part) => {
    if (typeof part === 'string') return part;
    if ('pattern' in part) return part.pattern; // a shell would expand it; the program gets it as written
    const what = 'op' in part ? part.op : '#';
    throw wrongInput(`The command "${text}" uses "${what}", which only a shell understands.`, {
      hint: 'Put it into a script, e.g. train.sh, and write: bash train.sh',
    });
  });
  const [program, ...args] = words;
  if (program === undefined || program === '') throw wrongInput('The command is empty.');
  return { program, args };
}

/** Whether the command asks for Python by its usual names. */
export const isPython = (program: string) => /^python(3(\.\d+)?)?$/.test(program);

/** The project's Python; undefined where the command is none of Python's and there is none. */
export async function pythonFor(
  project: Project,
  { program }: ParsedCommand,
  asking: Asking,
): Promise<FoundPython | undefined> {
  if (isPython(program)) return findPython(project, asking);
  return findPython(project, asking).catch((error: unknown) => {
    asking.signal.throwIfAborted();
    if (project.manifest.python !== undefined) throw error;
    return undefined;
  });
}

/** The user's environment without what belongs to the editor or to another command of ours; the project's Python comes first on PATH. */
export function inherited(interpreter: string | undefined): NodeJS.ProcessEnv {
  const foreign = /^LIFECYCLE_|^(MLFLOW_TRACKING_URI|PYTHONHOME)$/;
  const env = Object.fromEntries(
    Object.entries(withoutEditor(process.env)).filter(([name]) => !foreign.test(name)),
  );
  const path = [...(interpreter ? [dirname(interpreter)] : []), env['PATH'] ?? ''].join(delimiter);
  return { ...env, PATH: path };
}

/** The program's absolute path. Throws `input` where a file of the project is missing, `unavailable` where a program is. */
export async function locateProgram(
  project: Project,
  { program, args }: ParsedCommand,
  python: FoundPython | undefined,
  path: string | undefined,
): Promise<string> {
  await refuseMissingScript(project, args);
  if (python && isPython(program)) return python.environment.python;
  if (/[/\\]/.test(program)) {
    const file = resolve(project.root, program);
    if (await exists(file)) return file;
    throw wrongInput(`There is no file ${program}, which the command starts.`);
  }
  const found = await programOnPath(program, path);
  if (found) return found;
  throw unavailable(`The program "${program}", which the command starts, was not found.`, {
    hint: 'Install it, or mend the command in lifecycle.yaml.',
  });
}

/** The first argument that is no option is the script; options such as -m take what follows them. */
async function refuseMissingScript(project: Project, args: readonly string[]): Promise<void> {
  const [script] = args;
  if (script === undefined || !/\.(py|r|jl|sh|ipynb)$/i.test(script)) return;
  if (await exists(isAbsolute(script) ? script : resolve(project.root, script))) return;
  throw wrongInput(`There is no file ${basename(script)}, which the command starts.`, {
    hint: `Write it, or mend the command in lifecycle.yaml. It was looked for at ${script}.`,
  });
}
