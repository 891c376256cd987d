// A model's registry read from its files; a file that cannot be read is a problem, never a reason to hide the rest.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import type { Problem } from '../../core/errors';
import { foldRegistry, type RegistryState, type StampedEvent } from '../../core/registry/fold';
import { readEvent, readVersion } from '../../core/registry/problems';
import type { Version } from '../../core/registry/version';
import { isMissing } from '../files/atomic';
import type { ProjectPaths } from '../paths';

export interface RegistryReading {
  readonly state: RegistryState;
  readonly problems: readonly Problem[];
}

/** `asOf`: ISO time; what was decided later is left out. */
export async function readRegistry(
  paths: ProjectPaths,
  model: string,
  asOf?: string,
): Promise<RegistryReading> {
  const folder = paths.registry(model);
  const problems: Problem[] = [];
  const versions: Version[] = [];
  for (const name of await names(folder)) {
    if (!/^[1-9]\d*$/.test(name)) continue;
    const reading = await readYaml(paths, join(folder, name, 'version.yaml'), readVersion);
    if (reading?.kind === 'ok') versions.push(reading.value);
    else if (reading) problems.push(reading.problem);
  }
  const events: StampedEvent[] = [];
  for (const file of await names(join(folder, 'events'))) {
    if (!file.endsWith('.yaml')) continue;
    const reading = await readYaml(paths, join(folder, 'events', file), readEvent);
    if (reading?.kind === 'ok') events.push({ file, event: reading.value });
    else if (reading) problems.push(reading.problem);
  }
  return {
    state: foldRegistry({ model, versions, events, ...(asOf === undefined ? {} : { asOf }) }),
    problems,
  };
}

/** Models that have a registry, by name. */
export const registeredModels = (paths: ProjectPaths) => names(paths.registry());

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readYaml<T>(
  paths: ProjectPaths,
  file: string,
  read: (file: string, content: unknown) => T,
): Promise<T | { kind: 'problem'; problem: Problem } | undefined> {
  const shown = relative(paths.root, file);
  try {
    return read(shown, parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (isMissing(error)) return undefined;
    const message = `cannot be read: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
    return {
      kind: 'problem',
      problem: {
        severity: 'error',
        file: shown,
        message,
        hint: 'Restore it from git; registry files are never edited.',
      },
    };
  }
}
