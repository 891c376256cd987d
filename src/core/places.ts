// Where things lie in a project's folder, relative to it and with `/`: the only place that spells these names.

const state = '.lifecycle';

const folders = {
  runs: `${state}/runs`,
  datasets: `${state}/datasets`,
  registry: `${state}/registry`,
  store: `${state}/store`,
  deployments: `${state}/deployments`,
  monitors: `${state}/monitors`,
  locks: `${state}/locks`,
  candidates: `${state}/candidates`,
  /** What can be made again at any time. */
  cache: `${state}/cache`,
} as const;

export const places = {
  manifest: 'lifecycle.yaml',
  state,
  ...folders,
  /** The folder of a version; the fingerprint's `sha256:` is left out of the name. */
  datasetVersion: (dataset: string, fingerprint: string) =>
    `${folders.datasets}/${dataset}/${fingerprint.replace(/^sha256:/, '')}`,
  card: (model: string, version: number | string) => `${folders.registry}/${model}/${version}/card.md`,
  /** A stored artifact's file by its digest. */
  stored: (digest: string) => {
    const hex = digest.replace(/^sha256:/, '');
    return `${folders.store}/sha256/${hex.slice(0, 2)}/${hex.slice(2)}`;
  },
} as const;

/** The version whose card lies there; undefined for any other file. */
export function versionOfCard(
  path: string,
): { readonly model: string; readonly version: number } | undefined {
  const [model = '', version = ''] = path.slice(folders.registry.length + 1).split('/');
  return path === places.card(model, version) ? { model, version: Number(version) } : undefined;
}
