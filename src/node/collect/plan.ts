// What collecting would bring, told without bringing it: each file of the source, and what has become of it since the last time.
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceFile } from '../../core/dataset/version';
import type { Dataset } from '../../core/manifest/dataset';
import { publicAddress } from '../../core/manifest/origin';
import { tableUri } from '../../core/manifest/tableSource';
import { currentCollected } from '../dataset/versions';
import { digestFile } from '../files/digest';
import { openStore } from '../objects/open';
import type { Project } from '../project';
import type { StageReport } from '../stage';
import { isSameState, placedObjects } from './bringObjects';
import { knownState } from './bringDownload';
import { hubFiles } from './bringHub';
import { lookAtLake } from './bringLake';
import { httpHead } from './httpHead';
import { isThere, type Place } from './place';
import { recognised } from './recognise';
import { resolveSource, type Source } from './source';

/** `unknown`: a table was collected, and only reading it tells. `gone`: it was collected, and is no longer at the source. */
export type Change = 'new' | 'changed' | 'unchanged' | 'unknown' | 'gone';

export interface PlannedFile {
  readonly uri: string;
  /** Where it comes to, relative to the project. */
  readonly path: string;
  readonly change: Change;
  /** Undefined where its server does not say. */
  readonly bytes?: number;
}

export interface CollectPlan {
  readonly name: string;
  readonly path: string;
  readonly files: readonly PlannedFile[];
  /** Bytes that would be brought, of the files whose size is known. */
  readonly bytes: number;
}

export interface PlanOptions {
  readonly project: Project;
  readonly name: string;
  readonly dataset: Dataset;
  readonly report: (event: StageReport) => void;
  readonly signal: AbortSignal;
}

/** Throws what collecting would throw before the first byte comes. Writes nothing. */
export async function planCollect({
  project,
  name,
  dataset,
  report,
  signal,
}: PlanOptions): Promise<CollectPlan> {
  const before = await currentCollected(project, name);
  const place = { root: project.root, before, report, signal };
  const source = await recognised(await resolveSource(project.root, name, dataset), place);
  const now = await filesNow(source, place, project.paths.datasets(name, 'table.files'));
  const paths = new Set(now.map(({ path }) => path));
  const gone = (before?.sources ?? [])
    .filter((last) => last.uri !== last.path && !paths.has(last.path))
    .map(({ uri, path, bytes }): PlannedFile => ({ uri, path, bytes, change: 'gone' }));
  const coming = now.filter(({ change }) => change === 'new' || change === 'changed');
  return {
    name,
    path: dataset.path,
    files: [...now, ...gone],
    bytes: coming.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
  };
}

/** `kept`: where objects of a table stay. */
async function filesNow(source: Source, place: Place, kept: string): Promise<readonly PlannedFile[]> {
  switch (source.kind) {
    case 'hub':
      return filesNow((await hubFiles(source, place)).source, place, kept);
    case 'lake': {
      const { uri, path } = source;
      const last = place.before?.sources.find((file) => file.uri === uri && file.path === path);
      const isKept = last !== undefined && (await isThere(path, last.digest, place));
      if (!last) await isThere(path, '', place);
      const folder = await mkdtemp(join(tmpdir(), 'lifecycle-plan-'));
      const look = await lookAtLake(source, { folder, kept }, place);
      if (look.isSame && isKept) return [{ uri, path, change: 'unchanged', bytes: last.bytes }];
      return look.files.map(({ uri: file, bytes, isHere }): PlannedFile => ({
        uri: file,
        path,
        bytes,
        change: isHere ? 'unchanged' : 'new',
      }));
    }
    case 'download':
      return [await downloadNow(source, place)];
    case 'objects': {
      const objects = await placedObjects(await openStore(source.address), source, place);
      return inTurn(objects, (file) =>
        judged(
          { ...file, bytes: file.object.bytes },
          { isSame: (last) => isSameState(file, last), isKept: keptIn(place), place },
        ),
      );
    }
    case 'table': {
      const file = { uri: tableUri(source.table), path: source.path };
      const { change } = await judged(file, { isSame: () => false, isKept: keptIn(place), place });
      return [{ ...file, change: change === 'new' ? 'new' : 'unknown' }];
    }
    case 'dvc': {
      const { tracked, pattern: uri, path } = source;
      const before = place.before?.sources ?? [];
      const isSame = before.length > 0 && before.every(({ snapshot }) => snapshot === tracked.md5);
      if (isSame) return before.map((file) => ({ ...plannedOf(file), change: 'unchanged' }));
      const size = tracked.size === undefined ? {} : { bytes: tracked.size };
      const others = before.filter((file) => file.uri !== uri);
      return [
        { uri, path, change: before.length === 0 ? 'new' : 'changed', ...size },
        ...others.map((file): PlannedFile => ({ ...plannedOf(file), change: 'unknown' })),
      ];
    }
    case 'files':
      return inTurn(source.files, async (file) => {
        const { size: bytes } = await stat(file.from);
        const isSame = async (last: SourceFile) =>
          last.bytes === bytes && last.digest === (await digestFile(file.from, place.signal));
        const isKept = source.isInPlace ? () => true : keptIn(place);
        return judged({ ...file, bytes }, { isSame, isKept, place });
      });
  }
}

const plannedOf = ({ uri, path, bytes }: SourceFile) => ({ uri, path, bytes });

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

type Answer = (last: SourceFile) => boolean | Promise<boolean>;

/** Whether what was brought last still lies there. Throws as `isThere` does. */
const keptIn =
  (place: Place): Answer =>
  ({ path, digest }) =>
    isThere(path, digest, place);

async function judged(
  file: Omit<PlannedFile, 'change'>,
  { isSame, isKept, place }: { readonly isSame: Answer; readonly isKept: Answer; readonly place: Place },
): Promise<PlannedFile> {
  const { uri, path, bytes } = file;
  const last = place.before?.sources.find((source) => source.uri === uri && source.path === path);
  const size = bytes ?? last?.bytes;
  const planned = (change: Change) => ({ uri, path, change, ...(size === undefined ? {} : { bytes: size }) });
  if (!last || !(await isKept(last))) return planned('new');
  return planned((await isSame(last)) ? 'unchanged' : 'changed');
}

async function downloadNow(
  { url, path }: Extract<Source, { kind: 'download' }>,
  place: Place,
): Promise<PlannedFile> {
  const uri = publicAddress(url);
  const last = place.before?.sources.find((source) => source.uri === uri && source.path === path);
  const known = last && last.mayBeCut !== true ? knownState(last) : undefined;
  const head = await httpHead(url, known, place);
  return judged(
    { uri, path, ...(head.bytes === undefined ? {} : { bytes: head.bytes }) },
    { isSame: () => head.isKnown, isKept: keptIn(place), place },
  );
}
