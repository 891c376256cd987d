// Data, model files, tracking stores, pipelines, scripts and cluster objects that lie in the folder and no manifest names.
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import picomatch from 'picomatch';
import type { FoundFacts, FoundFile } from '../../core/catalog/facts';
import { tableWords } from '../../core/dataset/fileFormat';
import { folderSource } from '../../core/manifest/folderSource';
import type { Manifest } from '../../core/manifest/manifest';
import { modelWords } from '../../core/modelFormat';
import { filesIn } from '../../core/catalog/foundNodes';
import type { Project } from '../project';
import { clusterObjects } from './cluster';
import { pipelineStages } from './pipeline';
import { foundTables } from './tables';
import { walk } from '../files/walk';

export const entriesLookedAt = 20_000;
/** Of data, and of all else. */
const rowsShown = 500;
/** So many files of one folder whose names differ in their numbers only are one row. */
export const rowOfFiles = 10;
const membersShown = 200;

/** Reads names, sizes and small YAML files only; a model file is never opened. */
export async function gatherFound(
  { root, manifest }: Pick<Project, 'root' | 'manifest'>,
  options: { readonly limit?: number; readonly together?: number; readonly signal?: AbortSignal } = {},
): Promise<FoundFacts> {
  const { limit = entriesLookedAt, together = rowOfFiles, signal } = options;
  const { files, wholes, isCut } = await walk(root, limit, signal);
  const isNamed = namedBy(manifest);
  const tables = await foundTables(root, files);
  const others = files.filter((path) => !isNamed(path) && !tables.holds(path));
  const data = [
    ...tables.rows.filter(({ path }) => !isNamed(path)),
    ...(await grouped(root, others, together, { kind: 'data', wordsOf: tableWords })),
  ];
  const besides = [
    ...others
      .filter(isTrainingScript)
      .map((path): FoundFile => ({ kind: 'script', path, what: 'training script' })),
    ...(await grouped(root, others, rowOfFiles, { kind: 'model', wordsOf: modelWords })),
    ...(await Promise.all(wholes.map((path) => trackingStore(root, path)))),
    ...others
      .filter((path) => basename(path) === 'mlflow.db')
      .map((path): FoundFile => ({ kind: 'tracking', path, what: 'MLflow database' })),
    ...(await pipelineStages(
      root,
      files.filter((path) => basename(path) === 'dvc.yaml'),
    )),
    ...(await clusterObjects(
      root,
      files.filter((path) => /\.ya?ml$/i.test(path)),
    )),
  ];
  const leftOut = { data: filesIn(data.slice(rowsShown)), others: filesIn(besides.slice(rowsShown)) };
  return {
    files: [...data.slice(0, rowsShown), ...besides.slice(0, rowsShown)],
    ...(leftOut.data + leftOut.others > 0 && { leftOut }),
    ...(isCut && { cutAt: limit }),
  };
}

/** What the manifest speaks of already: paths, sources, labels, the scripts of its commands. */
function namedBy({ datasets = {}, models = {}, monitors = {} }: Manifest): (path: string) => boolean {
  const patterns = [
    ...Object.values(datasets).flatMap(({ path, source }) => [
      path,
      folderSource(source ?? '')?.folder ?? source,
    ]),
    ...Object.values(monitors).map(({ labels }) => labels?.path),
  ]
    .filter((pattern) => pattern !== undefined && !/^[a-z][a-z0-9+.-]+:\/\//i.test(pattern))
    .map((pattern) => (pattern ?? '').replace(/^\.\//, '').replace(/\/$/, ''));
  const matchers = patterns.map((pattern) => picomatch(pattern));
  const commands = Object.values(models).map(({ train }) => train.split(/\s+/));
  return (path) =>
    patterns.some((pattern) => path === pattern || path.startsWith(`${pattern}/`)) ||
    matchers.some((matches) => matches(path)) ||
    commands.some((words) => words.includes(path) || words.includes(`./${path}`));
}

const isTrainingScript = (path: string) =>
  /(^|\/)(train[^/]*|[^/]*_train|fit[^/]*)\.(py|ipynb)$/i.test(path) && !/(^|\/)tests?\//.test(path);

async function grouped(
  root: string,
  files: readonly string[],
  together: number,
  {
    kind,
    wordsOf,
  }: { readonly kind: FoundFile['kind']; readonly wordsOf: (path: string) => string | undefined },
): Promise<readonly FoundFile[]> {
  const groups = new Map<string, string[]>();
  for (const path of files) {
    if (wordsOf(path) === undefined) continue;
    const key = path.replace(numbersOfName, '#');
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  const rows = await Promise.all(
    [...groups.values()].map(async (paths): Promise<readonly FoundFile[]> => {
      const what = wordsOf(paths[0] ?? '') ?? '';
      const sized = await Promise.all(
        paths.map(async (path) => ({ path, bytes: await sizeOf(join(root, path)) })),
      );
      if (paths.length < together) return sized.map(({ path, bytes }) => ({ kind, path, what, bytes }));
      const bytes = sized.reduce((sum, one) => sum + one.bytes, 0);
      const members = sized.slice(0, membersShown);
      return [{ kind, path: globOf(paths), what, bytes, files: paths.length, members }];
    }),
  );
  return rows.flat();
}

/** Numbers in the last part of a path. */
const numbersOfName = /\d+(?=[^/]*$)/g;

/** `data/2009-01.csv`, `data/2009-02.csv`: `data/2009-*.csv`. */
function globOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  const numbers = paths.map((path) => path.match(numbersOfName) ?? []);
  let index = -1;
  return first.replace(numbersOfName, (number) => {
    index += 1;
    return numbers.every((of) => of[index] === number) ? number : '*';
  });
}

const sizeOf = (file: string) =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

async function trackingStore(root: string, path: string): Promise<FoundFile> {
  const names = await readdir(join(root, path)).catch(() => []);
  const experiments = names.filter((name) => /^\d+$/.test(name)).length;
  return { kind: 'tracking', path, what: 'MLflow runs', experiments };
}
