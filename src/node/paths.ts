// Where everything lies in a project's folder on this machine; how it is called there is core's.
import { join } from 'node:path';
import { places } from '../core/places';

/** Absolute paths below one project folder. */
export function projectPaths(root: string) {
  const under =
    (folder: string) =>
    (...below: string[]) =>
      join(root, folder, ...below);
  return {
    root,
    manifest: join(root, places.manifest),
    state: join(root, places.state),
    ignore: join(root, places.state, '.gitignore'),
    runs: under(places.runs),
    datasets: under(places.datasets),
    registry: under(places.registry),
    store: under(`${places.store}/sha256`),
    deployments: under(places.deployments),
    monitors: under(places.monitors),
    locks: under(places.locks),
    candidates: under(places.candidates),
    cache: under(places.cache),
    datasetVersion: (dataset: string, fingerprint: string, ...below: string[]) =>
      join(root, places.datasetVersion(dataset, fingerprint), ...below),
    stored: (digest: string) => join(root, places.stored(digest)),
  };
}

export type ProjectPaths = ReturnType<typeof projectPaths>;
