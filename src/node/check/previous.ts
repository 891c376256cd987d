// The version of a dataset that was collected before another one, as far as its profile was kept.
import type { CollectedVersion } from '../../core/dataset/version';
import type { Previous } from '../../core/quality/previous';
import { allVersions } from '../dataset/versions';
import { readProfile } from '../profile/storedProfile';
import type { Project } from '../project';

/** Undefined where there is none, or none that was checked. */
export async function previousOf(
  project: Project,
  { dataset, fingerprint, at }: CollectedVersion,
): Promise<Previous | undefined> {
  const earlier = (await allVersions(project))
    .flatMap(({ version }) => (version?.kind === 'collected' ? [version] : []))
    .filter((one) => one.dataset === dataset && one.fingerprint !== fingerprint && one.at < at)
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  for (const version of earlier) {
    const profile = await readProfile(project, version);
    if (profile) return { profile, at: version.at };
  }
  return undefined;
}
