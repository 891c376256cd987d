// Which column of a request names the row, so that its label finds it.
import type { Manifest } from '../manifest/manifest';
import { datasetOf } from '../manifest/lookups';
import { rawNameOf } from './rawName';

interface Keyed {
  readonly model: string;
  readonly key?: { readonly name: string };
}

/** The key column that a version's requests bring: the one it was registered with; of a version from before that was kept, the one that the manifest names now. */
export const keyOf = ({ key, model }: Keyed, manifest: Manifest): string | undefined =>
  key?.name ?? rawKeyOf(manifest, model);

/** The key column of the dataset that the model learns from, as requests bring it; undefined where it has none. */
export function rawKeyOf(manifest: Manifest, model: string): string | undefined {
  const settings = manifest.models?.[model];
  const { key, prepare } = manifest.datasets?.[(settings && datasetOf(settings, manifest)) ?? ''] ?? {};
  return key === undefined ? undefined : rawNameOf(key, prepare);
}
