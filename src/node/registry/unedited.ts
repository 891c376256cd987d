// That nobody edited a version: its text has the digest written beside it, and its figures are those of its evaluation, where that is in the store.
import { createHash } from 'node:crypto';
import { dirname, relative } from 'node:path';
import { failed } from '../../core/errors';
import type { Evaluation } from '../../core/evaluate/evaluation';
import { editedPart } from '../../core/registry/edited';
import type { Version } from '../../core/registry/version';
import { shapes } from '../../core/shapes';
import { readStored } from '../files/stored';
import type { ProjectPaths } from '../paths';
import { isStored } from '../store';

/** Beside `version.yaml`, as `sha256sum` writes it, so that `sha256sum -c` tells as well. */
export const sealName = 'version.sha256';

export const sealOf = (text: string): string => `${sha256(text)}  version.yaml\n`;

/** Whether `text` is what was sealed, also where git gave it other line ends. */
export const isSealed = (text: string, seal: string): boolean =>
  [text, text.replaceAll('\r\n', '\n')].some((one) => seal.trim().split(/\s/)[0] === sha256(one));

/** Throws `failed` where the version's figures, or what decides its answers, are not those of its stored evaluation. */
export async function requireUnedited(paths: ProjectPaths, version: Version): Promise<void> {
  const kept = version.files.find(({ role }) => role === 'evaluation');
  if (!kept || !(await isStored(paths, kept.digest))) return;
  const evaluation = await readStored<Evaluation>(paths.stored(kept.digest), shapes.evaluation);
  const part = evaluation && editedPart(version, evaluation);
  if (part === undefined) return;
  const file = relative(paths.root, paths.registry(version.model, String(version.version), 'version.yaml'));
  throw failed(
    `${version.model}@${version.version} is not as it was registered, ${file} was edited: ${part}.`,
    {
      hint: restoreVersion(file),
    },
  );
}

/** What to do about a `version.yaml`, shown as `file`, that was edited. */
export const restoreVersion = (file: string): string =>
  `Restore it: git checkout -- ${dirname(file)} (where the edit was committed, git checkout COMMIT -- ${dirname(file)} with the commit that registered it).`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
