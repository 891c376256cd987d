// Which version a deployment asks for by what its `model` names.
import type { Served } from '../manifest/served';
import type { RegistryState } from './fold';

/** Undefined where there is none yet. */
export function wantedVersion(
  { versions, aliases }: Pick<RegistryState, 'versions' | 'aliases'>,
  asked: Served | undefined,
): number | undefined {
  if (!asked) return undefined;
  const { which, alias } = asked;
  return alias === undefined
    ? versions.find(({ version }) => version === Number(which))?.version
    : aliases[alias];
}
