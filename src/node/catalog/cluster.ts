// Kubernetes manifests in the folder, told by their first lines: what kind of object has which name. Nothing is parsed as a whole.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundFile } from '../../core/catalog/facts';

const filesRead = 200;
const maxBytes = 256_000;

/** Deployments and inference services, one row a file and kind. */
export async function clusterObjects(root: string, paths: readonly string[]): Promise<readonly FoundFile[]> {
  const rows = await Promise.all(
    paths.slice(0, filesRead).map(async (path) => {
      const text = await readSmall(join(root, path));
      return text === undefined ? [] : objectsIn(text, path);
    }),
  );
  return rows.flat();
}

function objectsIn(text: string, path: string): readonly FoundFile[] {
  const objects = text.split(/^---.*$/m).flatMap((document) => {
    const kind = /^kind:\s*["']?(Deployment|InferenceService)["']?\s*(#.*)?$/m.exec(document)?.[1];
    if (kind === undefined || !/^apiVersion:/m.test(document)) return [];
    const metadata = /^metadata:[ \t]*\r?\n((?:[ \t]+.*(?:\r?\n|$))*)/m.exec(document)?.[1] ?? '';
    const name = /^[ \t]+name:\s*["']?([\w.-]+)/m.exec(metadata)?.[1];
    return [{ kind, name }];
  });
  return ['Deployment', 'InferenceService'].flatMap((kind) => {
    const these = objects.filter((object) => object.kind === kind);
    const names = these.flatMap(({ name }) => (name === undefined ? [] : [name]));
    return these.length === 0
      ? []
      : [{ kind: 'cluster', path, what: `Kubernetes ${kind}`, names } satisfies FoundFile];
  });
}

async function readSmall(file: string): Promise<string | undefined> {
  try {
    return (await stat(file)).size > maxBytes ? undefined : await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
