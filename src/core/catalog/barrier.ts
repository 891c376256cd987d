// What keeps a version from being deployed, as far as the small files tell; whether it may is decided by `deploy`.
import { metricOf } from '../manifest/lookups';
import type { Manifest } from '../manifest/manifest';
import type { CheckNow } from '../registry/checkNow';
import type { RegistryState } from '../registry/fold';
import { gateFacts } from '../registry/gateFacts';
import { judgeGates } from '../registry/judge';
import { notLetThrough, wasPromoted, waysToAnswer } from '../registry/letThrough';
import { looksAt } from '../registry/looks';
import type { Version } from '../registry/version';

interface Known {
  readonly manifest: Manifest;
  readonly registry: RegistryState;
  /** Of the version's data; undefined where it learnt from none that is checked. */
  readonly check: CheckNow | undefined;
}

/** Why a version may not answer, and what to do: sentences. */
export interface Barrier {
  readonly message: string;
  /** What each gate says that does not let it through. */
  readonly reasons: readonly string[];
  readonly hint: string;
}

/** On one line. */
export const barrierText = ({ message, reasons, hint }: Barrier): string =>
  [message.replace(/\.$/, ':'), ...reasons, hint].join(' ');

/**
 * What keeps a version from answering, as far as its files tell. Undefined where it was promoted once
 * or no gate is known to refuse it: `deploy` makes the comparison that was not made yet.
 */
export function barrierOf({ manifest, registry, check }: Known, version: Version): Barrier | undefined {
  const settings = manifest.models?.[version.model];
  if (!settings || wasPromoted(manifest, registry, version)) return undefined;
  const { better_than: against, ...others } = settings.gates ?? {};
  const champion = against === undefined ? undefined : registry.aliases[against];
  const metric = metricOf(manifest, version.model);
  const comparison = looksAt(registry, champion, version.version).findLast((look) => look.metric === metric);
  const gates = comparison ? (settings.gates ?? {}) : others;
  const look = comparison ? { comparison } : {};
  const reasons = judgeGates(gates, gateFacts({ manifest, registry, version, check, look })).flatMap(
    ({ passed, reason }) => (passed ? [] : [reason]),
  );
  if (reasons.length === 0) return undefined;
  const asked = { manifest, registry, version };
  return { message: `${notLetThrough(asked)}.`, reasons, hint: waysToAnswer(asked) };
}
