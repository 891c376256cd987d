// The stages of `dvc.yaml` files, by name.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundFile } from '../../core/catalog/facts';
import { readYaml } from '../../core/yaml';

const filesRead = 20;
const maxBytes = 1_000_000;

export async function pipelineStages(root: string, paths: readonly string[]): Promise<readonly FoundFile[]> {
  return Promise.all(
    paths.slice(0, filesRead).map(async (path): Promise<FoundFile> => {
      const names = await stageNames(join(root, path), path).catch(() => undefined);
      return names
        ? { kind: 'pipeline', path, what: 'DVC pipeline', names }
        : { kind: 'pipeline', path, what: 'DVC pipeline, not readable' };
    }),
  );
}

async function stageNames(file: string, shown: string): Promise<readonly string[]> {
  if ((await stat(file)).size > maxBytes) return [];
  const value = readYaml(await readFile(file, 'utf8'), shown);
  const stages = typeof value === 'object' && value !== null && 'stages' in value ? value.stages : undefined;
  return typeof stages === 'object' && stages !== null ? Object.keys(stages) : [];
}
