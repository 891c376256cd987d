// Where everything lies in a project's folder: the only place that spells these names.
import { join } from 'node:path';

/** Absolute paths below one project folder. */
export function projectPaths(root: string) {
  const state = join(root, '.lifecycle');
  const under =
    (...above: string[]) =>
    (...below: string[]) =>
      join(state, ...above, ...below);
  return {
    root,
    manifest: join(root, 'lifecycle.yaml'),
    state,
    ignore: join(state, '.gitignore'),
    runs: under('runs'),
    datasets: under('datasets'),
    registry: under('registry'),
    store: under('store', 'sha256'),
    deployments: under('deployments'),
    monitors: under('monitors'),
    locks: under('locks'),
    candidates: under('candidates'),
    /** What can be made again at any time. */
    cache: under('cache'),
    /** A version's folder; the fingerprint's `sha256:` is left out of the name. */
    datasetVersion: (dataset: string, fingerprint: string, ...below: string[]) =>
      join(state, 'datasets', dataset, fingerprint.replace(/^sha256:/, ''), ...below),
    /** A stored artifact's file by its digest. */
    stored: (digest: string) => {
      const hex = digest.replace(/^sha256:/, '');
      return join(state, 'store', 'sha256', hex.slice(0, 2), hex.slice(2));
    },
  };
}

export type ProjectPaths = ReturnType<typeof projectPaths>;
