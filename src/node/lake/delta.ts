// One version of a Delta table: which files it consists of, by its log. Its rows are read by DuckDB's extension, which has Delta's own kernel in it.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { wrongInput } from '../../core/errors';
import { commitsIn, logFolder, logOf } from '../../core/lake/deltaLog';
import {
  deltaAction,
  deltaState,
  nameInTable,
  requireReadable,
  vectorFile,
  type DeltaAction,
} from '../../core/lake/deltaState';
import type { FolderSource } from '../../core/manifest/folderSource';
import { literal } from '../../core/quote';
import type { Database } from '../duckdb/engine';
import { digestJson } from '../files/digest';
import { requireFiles } from './requireFiles';
import type { TableFolder, TableState } from './tableFolder';

/** Throws `input` where the log is torn, does not tell of that version, or asks for what cannot be read. */
export async function deltaTable(
  database: Database,
  folder: TableFolder,
  picks: FolderSource['picks'],
): Promise<TableState> {
  const { shown } = folder;
  const names = [...folder.files.keys()];
  const log = logOf(names, shown, await versionOf(folder, picks));
  const root = await folder.bring([...log.checkpoint, ...log.commits]);
  const before = await checkpointActions(database, folder, { root, names: log.checkpoint });
  const sidecars = deltaState(before).sidecars.map(
    (path) => `${logFolder}_sidecars/${nameInTable(path, shown)}`,
  );
  requireFiles(folder, sidecars);
  await folder.bring(sidecars);
  const inSidecars = await checkpointActions(database, folder, { root, names: sidecars });
  const since: DeltaAction[] = [];
  for (const name of log.commits)
    for await (const action of actionsOf(join(root, name), name, shown)) since.push(action);
  const state = deltaState([...before, ...inSidecars, ...since]);
  requireReadable(state, shown);
  const files = [...state.files.values()].flatMap(({ path, deletionVector }) => {
    const vector = deletionVector && vectorFile(deletionVector, shown);
    return [nameInTable(path, shown), ...(vector === undefined ? [] : [vector])];
  });
  const meant = [state.metaData?.id, state.metaData?.schemaString, [...state.files.keys()].sort()];
  const newest = folder.files.get(log.commits.at(-1) ?? log.checkpoint[0] ?? '');
  return {
    snapshot: `${log.version} ${digestJson(meant).replace('sha256:', '').slice(0, 16)}`,
    ...(newest?.modified === undefined ? {} : { modified: newest.modified }),
    files: [...new Set(files)],
    rows: (at) => `FROM delta_scan(${literal(at)}, version := ${log.version})`,
  };
}

async function versionOf(folder: TableFolder, picks: FolderSource['picks']): Promise<number | undefined> {
  const { version, as_of: asOf } = picks;
  if (version !== undefined) return numberOf(version, folder.shown);
  return asOf === undefined ? undefined : versionAt(folder, asOf);
}

function numberOf(version: string, shown: string): number {
  if (/^\d{1,15}$/.test(version)) return Number(version);
  throw wrongInput(`${shown} has no version ${version}: versions are whole numbers.`);
}

/** The newest commit of that time or before: times of commits rise. */
async function versionAt(folder: TableFolder, asOf: string): Promise<number> {
  const commits = commitsIn(folder.files.keys());
  const limit = Date.parse(asOf);
  let [low, high] = [0, commits.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await timeOf(folder, commits[middle]?.name ?? '')) <= limit) high = middle;
    else low = middle + 1;
  }
  const found = commits[low];
  if (found) return found.version;
  const oldest = commits.at(-1);
  const since = oldest
    ? `: its log begins at ${new Date(await timeOf(folder, oldest.name)).toISOString()}`
    : '';
  throw wrongInput(`${folder.shown} tells of no version as of ${asOf}${since}.`, {
    hint: 'Choose a later time; old versions are cleaned away by the table’s own upkeep.',
  });
}

/** Milliseconds. What the commit says itself outlives a copy, unlike the time of its file. */
async function timeOf(folder: TableFolder, name: string): Promise<number> {
  const root = await folder.bring([name]);
  for await (const { commitInfo } of actionsOf(join(root, name), name, folder.shown)) {
    const time = commitInfo?.inCommitTimestamp ?? commitInfo?.timestamp;
    if (time !== undefined && time !== null) return time;
  }
  return Date.parse(folder.files.get(name)?.modified ?? '');
}

async function* actionsOf(file: string, name: string, shown: string): AsyncGenerator<DeltaAction> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    const action = deltaAction(parsed(text));
    if (!action)
      throw wrongInput(`The log of ${shown} is torn: line ${line} of ${name} cannot be read.`, {
        hint: 'Copy the table again, its log included. What was collected before is kept.',
      });
    yield action;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

interface CheckpointFiles {
  readonly root: string;
  readonly names: readonly string[];
}

/** What a checkpoint still says of removed files is for its table's own upkeep. */
async function checkpointActions(
  database: Database,
  { shown }: TableFolder,
  { root, names }: CheckpointFiles,
): Promise<readonly DeltaAction[]> {
  const actions: DeltaAction[] = [];
  for (const name of names) {
    const file = join(root, name);
    if (name.endsWith('.json')) for await (const action of actionsOf(file, name, shown)) actions.push(action);
    else for (const value of await checkpointRows(database, file)) actions.push(deltaAction(value) ?? {});
  }
  return actions;
}

async function checkpointRows(database: Database, file: string): Promise<readonly unknown[]> {
  const from = `read_parquet(${literal(file)})`;
  const columns = await database.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM ${from})`,
  );
  const rows: unknown[] = [];
  for (const [name, fields] of Object.entries(checkpointFields)) {
    const type = columns.find((column) => column.name === name)?.type;
    if (type === undefined) continue;
    const known = fields.filter((field) => new RegExp(`[( ]"?${field}"? `).test(type));
    const value = `{${known.map((field) => `${literal(field)}: "${name}"."${field}"`).join(', ')}}`;
    const found = await database.rows<{ value: string }>(
      `SELECT to_json(${value})::VARCHAR AS value FROM ${from} WHERE "${name}" IS NOT NULL`,
    );
    for (const row of found) rows.push({ [name]: parsed(row.value) });
  }
  return rows;
}

const checkpointFields = {
  add: ['path', 'size', 'deletionVector'],
  sidecar: ['path'],
  metaData: ['id', 'schemaString', 'partitionColumns'],
  protocol: ['minReaderVersion', 'readerFeatures'],
};
