// What is installed in a Python: version and packages, and the digest they are recognised by.
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unavailable } from '../../core/errors';
import { remedy } from '../../core/remedy';
import type { TrainingInputs } from '../../core/run/run';
import { readJson, writeJson } from '../files/atomic';
import { digestJson } from '../files/digest';
import { capture } from '../process/capture';
import type { Project } from '../project';

export type Environment = TrainingInputs['environment'];

interface Described {
  readonly version: string;
  /** Folders that packages are installed in. */
  readonly folders: readonly string[];
  /** `name==version`, sorted. */
  readonly packages: readonly string[];
}

/** What a command without Python runs in. */
export const noPython: Environment = { python: '', version: '', digest: digestJson([]), packages: [] };

/** Asks the interpreter. Throws `unavailable` where it does not answer. */
export async function describeEnvironment(interpreter: string, signal?: AbortSignal): Promise<Environment> {
  return environmentOf(interpreter, await ask(interpreter, signal));
}

/** The same, not asked again until a folder of packages changes: asking takes a good part of a second. */
export async function rememberedEnvironment(
  project: Project,
  interpreter: string,
  signal?: AbortSignal,
): Promise<Environment> {
  const memory = join(project.paths.cache(), 'python.json');
  const known = await readJson<Remembered>(memory).catch(() => undefined);
  if (known?.interpreter === interpreter && known.stamp === (await stampOf(interpreter, known.described)))
    return environmentOf(interpreter, known.described);
  const described = await ask(interpreter, signal);
  const stamp = await stampOf(interpreter, described);
  await writeJson(memory, { interpreter, stamp, described } satisfies Remembered);
  return environmentOf(interpreter, described);
}

interface Remembered {
  readonly interpreter: string;
  readonly stamp: string;
  readonly described: Described;
}

function environmentOf(interpreter: string, { version, packages }: Described): Environment {
  return { python: interpreter, version, packages, digest: digestJson({ version, packages }) };
}

/** Changes when a package is installed, changed or removed. */
async function stampOf(interpreter: string, { folders }: Described): Promise<string> {
  const times = [interpreter, ...folders].map((path) =>
    stat(path).then(
      (info) => `${path}:${info.mtimeMs}:${info.ino}`,
      () => `${path}:none`,
    ),
  );
  return (await Promise.all(times)).join('\n');
}

const question = `
import importlib.metadata, json, platform, sys
found = {f"{d.metadata['Name']}=={d.version}" for d in importlib.metadata.distributions() if d.metadata['Name']}
print(json.dumps({"version": platform.python_version(), "folders": [p for p in sys.path if p.endswith("-packages")], "packages": sorted(found, key=str.lower)}))
`;

async function ask(interpreter: string, signal?: AbortSignal): Promise<Described> {
  try {
    // Python puts the working folder first on its path: from the project's own, a file of it would run here.
    const text = await capture(interpreter, ['-c', question], {
      cwd: tmpdir(),
      ...(signal ? { signal } : {}),
    });
    return JSON.parse(text) as Described;
  } catch (cause) {
    signal?.throwIfAborted();
    throw unavailable(`${interpreter} does not work.`, {
      hint: 'Try it by hand; where .venv is broken, remove it and create it anew.',
      remedy: remedy('python', '--create'),
      cause,
    });
  }
}
