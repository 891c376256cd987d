// Which logged rows a version has seen: those that it learnt from or was chosen on say nothing of how well it does.
import { sameKey } from '../../core/monitor/sameKey';
import type { Known } from '../../core/monitor/seen';
import { preparedNameOf } from '../../core/prepare/rawName';
import { seenUntil } from '../../core/registry/learntUntil';
import { keyOf } from '../../core/prepare/rawKey';
import type { Version } from '../../core/registry/version';
import { splitFile } from '../dataset/preparedFiles';
import { readVersion } from '../dataset/versions';
import { withDatabase } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import type { Project } from '../project';
import type { LoggedPrediction } from './labelled';

/**
 * How each that it has seen is known: those no later than the version's data; of rows without a time of their own, those whose key is
 * one of its training rows'. `perhaps`: that key groups rows, so that it may be one of them or a new one.
 */
export async function seenBy<Row extends LoggedPrediction>(
  {
    project,
    version,
    rows,
  }: { readonly project: Project; readonly version: Version; readonly rows: readonly Row[] },
  signal: AbortSignal,
): Promise<ReadonlyMap<Row, Known | 'perhaps'>> {
  const until = seenUntil(version);
  const key = keyOf(version, project.manifest);
  const keys =
    key !== undefined && rows.some(({ hasOwnTime }) => !hasOwnTime)
      ? await trainingKeys(project, { ...version, key }, signal)
      : undefined;
  const isKnown = ({ hasOwnTime, line }: Row) =>
    !hasOwnTime && key !== undefined && keys?.all.has(sameKey(line.inputs[key])) === true;
  const byKey = keys?.nameRows === true ? 'key' : 'perhaps';
  return new Map(
    rows.flatMap((row): [Row, Known | 'perhaps'][] =>
      row.time <= until ? [[row, 'time']] : isKnown(row) ? [[row, byKey]] : [],
    ),
  );
}

interface TrainingKeys {
  readonly all: ReadonlySet<string>;
  /** Else they group rows. */
  readonly nameRows: boolean;
}

/** Undefined where the data is not at hand. */
async function trainingKeys(
  project: Project,
  { lineage, key }: Pick<Version, 'lineage'> & { readonly key: string },
  signal: AbortSignal,
): Promise<TrainingKeys | undefined> {
  const prepared = await readVersion(project, lineage.dataset, lineage.prepared);
  if (lineage.span || prepared?.kind !== 'prepared') return undefined;
  const column = preparedNameOf(key, prepared);
  if (column === undefined) return undefined;
  const parts = (['train', 'validation'] as const).filter((part) => prepared.parts[part] !== undefined);
  const files = await Promise.all(parts.map((part) => splitFile(project, prepared, part, signal)));
  if (files.length === 0) return undefined;
  const rows = await withDatabase(
    (database) =>
      database.rows<{ k: string }>(
        `SELECT ${identifier(column)}::VARCHAR AS k FROM read_parquet([${files.map(literal).join(', ')}]) WHERE k IS NOT NULL`,
      ),
    { signal },
  );
  const all = new Set(rows.map(({ k }) => sameKey(k)));
  return { all, nameRows: all.size >= nearlyAll * rows.length };
}

/** Share of rows with a key of their own from which a key names rows: a repeated row does not make it one that groups them. */
const nearlyAll = 0.95;
