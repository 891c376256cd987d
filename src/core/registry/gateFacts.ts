// What gates look at, put together in one way for all who ask them.
import { goalOf } from '../manifest/lookups';
import type { Manifest } from '../manifest/manifest';
import type { CheckNow } from './checkNow';
import type { Look } from './comparison';
import type { RegistryState } from './fold';
import type { GateFacts } from './gate';
import type { Version } from './version';

export function gateFacts({
  manifest,
  registry,
  version,
  check,
  look,
}: {
  readonly manifest: Manifest;
  readonly registry: RegistryState;
  readonly version: Version;
  readonly check: CheckNow | undefined;
  /** At the version and the one that `better_than` names. */
  readonly look: Look;
}): GateFacts {
  const goal = goalOf(manifest, manifest.models?.[version.model]);
  const approvers = manifest.roles?.approvers;
  return {
    version,
    registry,
    ...(goal ? { goal } : {}),
    ...(check ? { check } : {}),
    ...(approvers ? { approvers } : {}),
    ...look,
  };
}
