// What is installed in a Python: version and packages, and the digest they are recognised by.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainingInputs } from '../../core/run/run';
import { readJson, writeJson } from '../files/atomic';
import { digestJson } from '../files/digest';
import { toldWhile } from '../process/toldWhile';
import type { Project } from '../project';
import { ask, type Asking } from './ask';

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

/** Asks the interpreter. Throws as `ask` does. */
export async function describeEnvironment(interpreter: string, asking: Asking): Promise<Environment> {
  return environmentOf(interpreter, await describe(interpreter, asking));
}

/** The same, not asked again until a folder of packages changes: asking takes a good part of a second. */
export async function rememberedEnvironment(
  project: Project,
  interpreter: string,
  asking: Asking,
): Promise<Environment> {
  const memory = join(project.paths.cache(), 'python.json');
  const known = await readJson<Remembered>(memory).catch(() => undefined);
  if (known?.interpreter === interpreter && known.stamp === (await stampOf(interpreter, known.described)))
    return environmentOf(interpreter, known.described);
  const described = await describe(interpreter, asking);
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

const describe = (interpreter: string, asking: Asking): Promise<Described> =>
  toldWhile(asking.report, `Asking ${interpreter} what is installed`, () =>
    ask(interpreter, { program: question, read: (printed) => JSON.parse(printed) as Described }, asking),
  );
