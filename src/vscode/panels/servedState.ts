// What the monitor panel says of the version that answers, what it decides by and what its evaluation warned of; and which one should.
import { decidesBy } from '../../core/catalog/decidesBy';
import type { Served } from '../../core/manifest/served';
import type { Evaluation } from '../../core/evaluate/evaluation';
import type { DeploymentState } from '../../core/deploy/deployment';
import type { Version } from '../../core/registry/version';
import { readJson } from '../../node/files/atomic';
import type { ProjectPaths } from '../../node/paths';
import { readRegistry } from '../../node/registry/read';
import { verifiedFile } from '../../node/store';
import { toLifecycleError } from '../../node/thrown';
import type { ServedState } from '../../protocol/monitor';

/** Undefined where the registry does not have the version. */
export async function servedState(
  paths: ProjectPaths,
  { model, version }: Pick<DeploymentState, 'model' | 'version'>,
): Promise<ServedState | undefined> {
  const { state } = await readRegistry(paths, model);
  const served = state.versions.find((one) => one.version === version);
  return served && { decidesBy: decidesBy(served), warnings: await warningsOf(paths, served) };
}

/** What a deployment should answer with. */
export interface Wanted extends Served {
  /** Undefined where the registry has none such. */
  readonly version?: number;
}

/** Undefined for a deployment that the manifest does not have. */
export async function wantedVersion(
  paths: ProjectPaths,
  served: Served | undefined,
): Promise<Wanted | undefined> {
  if (!served) return undefined;
  const { state } = await readRegistry(paths, served.model);
  const number = served.alias === undefined ? Number(served.which) : state.aliases[served.alias];
  const version = state.versions.find((one) => one.version === number)?.version;
  return { ...served, ...(version !== undefined && { version }) };
}

/** That its evaluation cannot be read is a warning too. */
async function warningsOf(paths: ProjectPaths, { files }: Version): Promise<readonly string[]> {
  const file = files.find(({ role }) => role === 'evaluation');
  if (!file) return [];
  try {
    const evaluation = await readJson<Evaluation>(await verifiedFile(paths, file.digest, file.name));
    return evaluation?.warnings ?? [];
  } catch (error) {
    const { message, hint } = toLifecycleError(error);
    return [hint === undefined ? message : `${message} ${hint}`];
  }
}
