// The training scripts that a found model, pipeline or store of runs comes from: what lifecycle.yaml can name of it.
import { basename, join, posix } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { FoundFile } from '../../core/catalog/facts';

export interface Script {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Its beginning. */
  readonly text: string;
}

const scriptBytes = 256 * 1024;

export const readScript = async (root: string, path: string): Promise<Script> => ({
  path,
  text: (await readFile(join(root, path), 'utf8').catch(() => '')).slice(0, scriptBytes),
});

type Derived = Exclude<FoundFile['kind'], 'data' | 'script'>;

/** Why a found thing makes no entry where no script that it comes from was found. */
export const whyNoEntry: Readonly<Record<Derived, string>> = {
  model:
    'A model is named by the script that writes it, so that it can be made again, and of the scripts that lifecycle.yaml does not name yet, none or several name this file. Add the script itself, or make one with "lifecycle new".',
  tracking:
    'A model is named by the script that trains it, and of the scripts that lifecycle.yaml does not name yet, none uses MLflow. Add the script, or make one with "lifecycle new".',
  pipeline:
    'A model is named by the script that trains it, and of the scripts that lifecycle.yaml does not name yet, this pipeline names none. Add its script and its data files.',
  cluster:
    'A deployment names a model of lifecycle.yaml, and what stands on a cluster is read only. Add the model first, then write it under "deployments:".',
};

export const isDerived = (file: FoundFile): file is FoundFile & { readonly kind: Derived } =>
  file.kind !== 'data' && file.kind !== 'script';

/** Those of `scripts` that the found thing comes from. */
export async function scriptsBehind(
  root: string,
  { kind, path, members }: FoundFile & { readonly kind: Derived },
  scripts: readonly Script[],
): Promise<readonly Script[]> {
  switch (kind) {
    case 'model': {
      const names = (members?.map((file) => file.path) ?? [path]).map((file) => basename(file));
      const found = scripts.filter(({ text }) =>
        pathsIn(text).some((written) => names.includes(basename(written))),
      );
      // Every script may write a "model.onnx": the one beside it is meant, or nobody can tell.
      const beside = found.filter((script) => posix.dirname(script.path) === posix.dirname(path));
      return found.length <= 1 ? found : beside.length === 1 ? beside : [];
    }
    case 'tracking':
      return scripts.filter(({ text }) => /\bmlflow\b/.test(text));
    case 'pipeline': {
      const written = pathsIn((await readScript(root, path)).text).map((one) =>
        posix.join(posix.dirname(path), one),
      );
      return scripts.filter((script) => written.includes(script.path));
    }
    case 'cluster':
      return [];
  }
}

/** What may be the path of a file, as it is written. */
const pathsIn = (text: string): readonly string[] => text.split(/[^\w./-]+/);
