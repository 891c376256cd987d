// Writing to the registry: a version's folder appears whole or not at all, a decision is one new file; nothing is ever changed but the end of a card, which follows from the decisions.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { withComparisons } from '../../core/card/comparisons';
import { failed } from '../../core/errors';
import type { RecordedComparison } from '../../core/registry/comparison';
import type { RegistryEvent } from '../../core/registry/event';
import type { Version } from '../../core/registry/version';
import { commitFile, writeAtomic } from '../files/atomic';
import type { ProjectPaths } from '../paths';
import { sealName, sealOf } from './unedited';
import { registryYaml } from './yaml';

/** Throws `failed` where the number is taken. */
export async function writeVersion(paths: ProjectPaths, version: Version, card: string): Promise<void> {
  const registry = paths.registry(version.model);
  await mkdir(registry, { recursive: true });
  await removeLeft(registry);
  const temporary = await mkdtemp(join(registry, unfinished));
  try {
    const text = registryYaml(version);
    await writeAtomic(join(temporary, 'version.yaml'), text);
    await writeAtomic(join(temporary, sealName), sealOf(text));
    await writeAtomic(join(temporary, 'card.md'), card);
    await commitFile(temporary, join(registry, String(version.version)));
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST'))
      throw failed(
        `Version ${version.version} of ${version.model} was registered by someone else meanwhile.`,
        {
          hint: 'Register again: it takes the next number.',
          cause: error,
        },
      );
    throw error;
  }
}

const unfinished = '.new-';
/** Milliseconds: writing a version takes far less. */
const abandoned = 60 * 60 * 1000;

/** What a kill left of an earlier writing: it lies where git looks. */
async function removeLeft(registry: string): Promise<void> {
  const names = (await readdir(registry)).filter((name) => name.startsWith(unfinished));
  for (const name of names) {
    const folder = join(registry, name);
    const info = await stat(folder).catch(() => undefined); // its writer may just have named it
    if (info && Date.now() - info.mtimeMs > abandoned) await rm(folder, { recursive: true, force: true });
  }
}

/** One file a decision, `<time>-<random>.yaml`; returns its name. */
export async function writeEvent(paths: ProjectPaths, model: string, event: RegistryEvent): Promise<string> {
  const stamp = event.at.replace(/[-:]/g, '').replace(/\.\d+Z$/, 'Z');
  const file = `${stamp}-${randomBytes(4).toString('hex')}.yaml`;
  await writeAtomic(paths.registry(model, 'events', file), registryYaml(event));
  return file;
}

/** Tells on the card of a version how it did against others; nothing is read from a card. */
export async function tellComparisons(
  paths: ProjectPaths,
  { model, version }: Pick<Version, 'model' | 'version'>,
  comparisons: readonly RecordedComparison[],
): Promise<void> {
  const file = paths.registry(model, String(version), 'card.md');
  const card = await readFile(file, 'utf8').catch(() => undefined);
  if (card !== undefined) await writeAtomic(file, withComparisons(card, comparisons));
}
