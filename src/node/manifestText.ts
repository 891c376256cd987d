// The text of lifecycle.yaml, read only where it is a plain file of this folder.
import { readFile, stat } from 'node:fs/promises';
import type { Problem } from '../core/errors';
import { places } from '../core/places';
import { isMissing } from './files/atomic';
import type { ProjectPaths } from './paths';
import { leaves } from './stray';

/** A manifest is written by hand; what is larger is something else. */
const largestManifest = 4_000_000;

export interface ManifestText {
  /** Undefined where there is no file; empty where it was not read. */
  readonly text: string | undefined;
  /** Why it was not read. */
  readonly refused: readonly Problem[];
}

/** Throws what the disk throws. */
export async function manifestText(paths: ProjectPaths): Promise<ManifestText> {
  const refused = await whyNotRead(paths);
  if (refused.length > 0) return { text: '', refused };
  const text = await readFile(paths.manifest, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return { text, refused };
}

/** Before it is opened: reading a pipe would wait for ever, and a link may lead to a file that is not the workspace's. */
async function whyNotRead({ root, manifest }: ProjectPaths): Promise<readonly Problem[]> {
  const info = await stat(manifest).catch(() => undefined);
  const refuse = (message: string, hint: string): readonly Problem[] => [
    { severity: 'error', message, hint, file: places.manifest },
  ];
  if (!info) return [];
  if (!info.isFile()) return refuse('It is no plain file.', 'Move it away and write the manifest as a file.');
  if (info.size > largestManifest)
    return refuse(
      `It has ${info.size} bytes.`,
      'A manifest is a few hundred lines: move what is else in it.',
    );
  if (await leaves(root, manifest))
    return refuse('It is a link to a file outside of the folder.', 'Copy the file here.');
  return [];
}
