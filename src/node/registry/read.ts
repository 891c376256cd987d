// A model's registry read from its files; a file that cannot be read is a problem, never a reason to hide the rest.
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { wrongInput, type Problem } from '../../core/errors';
import { foldRegistry, type RegistryState, type StampedEvent } from '../../core/registry/fold';
import { readEvent, readVersion } from '../../core/registry/problems';
import type { Version } from '../../core/registry/version';
import { isMissing } from '../files/atomic';
import { lookAtText } from '../files/stored';
import type { ProjectPaths } from '../paths';
import { isSealed, restoreVersion, sealName } from './unedited';

export interface RegistryReading {
  readonly state: RegistryState;
  readonly problems: readonly Problem[];
  /** The number of the next version: those whose files cannot be read are taken too. */
  readonly next: number;
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
  const numbers = (await names(folder)).filter((name) => /^[1-9]\d*$/.test(name));
  for (const name of numbers) {
    const reading = await readYaml(paths, join(folder, name, 'version.yaml'), readVersion, {
      seal: join(folder, name, sealName),
    });
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
    next: Math.max(0, ...numbers.map(Number)) + 1,
  };
}

/** The state that may be acted by. Throws `input` with each file that cannot be read: it may be the newest decision. */
export async function wholeRegistry(
  paths: ProjectPaths,
  model: string,
  asOf: string | undefined,
): Promise<RegistryState> {
  const { state, problems } = await readRegistry(paths, model, asOf);
  if (problems.length === 0) return state;
  throw wrongInput(`What was decided about ${model} cannot be told: files of its registry cannot be read.`, {
    problems,
  });
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
  { seal }: { readonly seal?: string } = {},
): Promise<T | { kind: 'problem'; problem: Problem } | undefined> {
  const shown = relative(paths.root, file);
  const problem = (message: string, hint: string) =>
    ({ kind: 'problem', problem: { severity: 'error', file: shown, message, hint } }) as const;
  const text = await lookAtText(file);
  if (text.kind === 'none') return undefined;
  if (text.kind === 'refused') return problem(text.why, text.remedy);
  try {
    const reading = read(shown, parse(text.value));
    const sealed = seal === undefined ? undefined : await lookAtText(seal);
    return sealed?.kind === 'read' && !isSealed(text.value, sealed.value)
      ? problem(
          `was edited: its digest is not the one that ${sealName} beside it has.`,
          restoreVersion(shown),
        )
      : reading;
  } catch (error) {
    const why =
      error instanceof Error ? (error.message.split('\n')[0] ?? '').replace(/:$/, '') : String(error);
    return problem(`cannot be read: ${why}`, restoreHint);
  }
}

const restoreHint = 'Restore it from git; registry files are never edited.';
