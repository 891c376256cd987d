// The training scripts that a found model, pipeline or store of runs comes from: what lifecycle.yaml can name of it.
import { basename, join } from 'node:path';
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
    'A model is named by the script that writes it, so that it can be made again, and no further script found here names this file. Name the file in the script, or make one with "lifecycle new".',
  tracking:
    'A model is named by the script that trains it, and no further script found here uses MLflow. Add the script, or make one with "lifecycle new".',
  pipeline:
    'A model is named by the script that trains it, and this pipeline names no further training script found here. Add its script and its data files.',
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
      return scripts.filter(({ text }) => names.some((name) => text.includes(name)));
    }
    case 'tracking':
      return scripts.filter(({ text }) => /\bmlflow\b/.test(text));
    case 'pipeline': {
      const { text } = await readScript(root, path);
      return scripts.filter((script) => text.includes(script.path));
    }
    case 'cluster':
      return [];
  }
}
