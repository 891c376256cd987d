// Which version a name like `uptake@champion` or `uptake@2` means.
import { failed, wrongInput } from '../../core/errors';
import { served } from '../../core/manifest/served';
import type { RegistryState } from '../../core/registry/fold';
import type { Version } from '../../core/registry/version';
import type { ProjectPaths } from '../paths';
import { readRegistry } from './read';

/** Throws `input` where there is no such version or alias, `failed` where it was retired. */
export async function findVersion(paths: ProjectPaths, name: string, asOf?: string): Promise<Version> {
  const { model, which } = served(name);
  const { state } = await readRegistry(paths, model, asOf);
  const version = versionIn(state, which);
  if (state.retired.includes(version.version))
    throw failed(`${model}@${version.version} was retired.`, { hint: 'Promote another version.' });
  return version;
}

/** `which`: a number or an alias. Throws `input`. */
export function versionIn(state: RegistryState, which: string): Version {
  const number = /^\d+$/.test(which) ? Number(which) : state.aliases[which];
  const version = state.versions.find((one) => one.version === number);
  if (version) return version;
  const known = [...state.versions.map((one) => String(one.version)), ...Object.keys(state.aliases)];
  throw wrongInput(`${state.model} has no version or alias "${which}".`, {
    hint:
      known.length > 0
        ? `It has ${known.join(', ')}.`
        : `Register one first: lifecycle register ${state.model}`,
  });
}
