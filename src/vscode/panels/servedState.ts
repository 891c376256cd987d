// What the monitor panel says of the version that answers, what it decides by and what its evaluation warned of; and which one should.
import { barrierOf, type Barrier } from '../../core/catalog/barrier';
import { decidesBy } from '../../core/catalog/decidesBy';
import type { Served } from '../../core/manifest/served';
import type { Evaluation } from '../../core/evaluate/evaluation';
import type { DeploymentState } from '../../core/deploy/deployment';
import type { RegistryState } from '../../core/registry/fold';
import type { Version } from '../../core/registry/version';
import { checkOfVersion } from '../../node/check/now';
import { readJson } from '../../node/files/atomic';
import type { ProjectPaths } from '../../node/paths';
import type { Project } from '../../node/project';
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
  /** Of its model. */
  readonly registry: RegistryState;
  /** Undefined where the registry has none such. */
  readonly version?: number;
  /** Why it may not be deployed. */
  readonly barred?: Barrier;
}

/** Undefined for a deployment that the manifest does not have. */
export async function wantedVersion(
  project: Project,
  served: Served | undefined,
): Promise<Wanted | undefined> {
  if (!served) return undefined;
  const { state: registry } = await readRegistry(project.paths, served.model);
  const number = served.alias === undefined ? Number(served.which) : registry.aliases[served.alias];
  const version = registry.versions.find((one) => one.version === number);
  if (!version) return { ...served, registry };
  const check = await checkOfVersion(project, version);
  const barred = barrierOf({ manifest: project.manifest, registry, check }, version);
  return { ...served, registry, version: version.version, ...(barred !== undefined && { barred }) };
}

/** That its evaluation cannot be read is a warning too. */
async function warningsOf(paths: ProjectPaths, { files, model }: Version): Promise<readonly string[]> {
  const file = files.find(({ role }) => role === 'evaluation');
  if (!file) return [];
  try {
    const evaluation = await readJson<Evaluation>(await verifiedFile(paths, file, model));
    return evaluation?.warnings ?? [];
  } catch (error) {
    const { message, hint } = toLifecycleError(error);
    return [hint === undefined ? message : `${message} ${hint}`];
  }
}
