// Which version a name like `uptake@champion` or `uptake@2` means.
import { failed, wrongInput, type ErrorDetails } from '../../core/errors';
import { served } from '../../core/manifest/served';
import type { RegistryState } from '../../core/registry/fold';
import type { Version } from '../../core/registry/version';
import type { ProjectPaths } from '../paths';
import { readRegistry, wholeRegistry } from './read';
import { remedy } from '../../core/remedy';

/** Throws `input` where there is no such version or alias or a file of the registry cannot be read, `failed` where it was retired. */
export async function findVersion(paths: ProjectPaths, name: string, asOf?: string): Promise<Version> {
  const { model, which } = served(name);
  const state = await wholeRegistry(paths, model, asOf);
  if (asOf !== undefined) await refuseLater(paths, name, { asOf, known: state });
  const version = versionIn(state, which);
  if (state.retired.includes(version.version))
    throw failed(`${model}@${version.version} was retired.`, { hint: 'Promote another version.' });
  return version;
}

/** Throws `input` where it exists, but did not at the time judged by. */
async function refuseLater(
  paths: ProjectPaths,
  name: string,
  { asOf, known }: { readonly asOf: string; readonly known: RegistryState },
): Promise<void> {
  const { model, which } = served(name);
  if (lookUp(known, which)) return;
  const { state } = await readRegistry(paths, model);
  const version = lookUp(state, which);
  if (!version) return;
  throw wrongInput(`${model}@${which} did not exist at ${asOf}.`, {
    isDeclined: true,
    hint: `Version ${version.version} is of ${version.at}: judge by a later time.`,
  });
}

function lookUp(state: RegistryState, which: string): Version | undefined {
  const number = /^\d+$/.test(which) ? Number(which) : state.aliases[which];
  return state.versions.find((one) => one.version === number);
}

/** `which`: a number or an alias. Throws `input`, with `details`. */
export function versionIn(state: RegistryState, which: string, details: ErrorDetails = {}): Version {
  const version = lookUp(state, which);
  if (version) return version;
  const known = [...state.versions.map((one) => String(one.version)), ...Object.keys(state.aliases)];
  throw wrongInput(`${state.model} has no version or alias "${which}".`, {
    ...details,
    ...(known.length > 0
      ? { hint: `It has ${known.join(', ')}.` }
      : { hint: 'Register one first.', remedy: remedy('register', state.model) }),
  });
}
