// The prediction log of a deployment joined with the labels that have arrived by the time judged at.
import type { PredictionLine } from '../../core/deploy/deployment';
import { wrongInput } from '../../core/errors';
import { addDuration, parseDuration } from '../../core/manifest/duration';
import type { MonitorSettings } from '../../core/manifest/manifest';
import { timeOf } from '../../core/manifest/lookups';
import { servedBy } from '../../core/manifest/served';
import { labelOf } from '../../core/monitor/label';
import { sameKey } from '../../core/monitor/sameKey';
import type { Brought } from '../../core/monitor/timeless';
import type { Unjoined } from '../../core/monitor/unjoined';
import { compareText } from '../../core/order';
import { deploymentFiles } from '../deploy/folder';
import { withDatabase } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { scan } from '../duckdb/read';
import type { Project } from '../project';
import { readRegistry } from '../registry/read';
import { readPredictions } from '../server/predictionLog';
import { rowTimes } from './rowTimes';
import fastGlob from 'fast-glob';

export interface LoggedPrediction {
  readonly line: PredictionLine;
  /** What tells it from others: the value that labels are joined by where its request brought one, else its line's id. */
  readonly key: string;
  readonly version: number;
  /** The row's own, prepared, where the dataset has a time column and the row brought it, else when it was answered. ISO. */
  readonly time: string;
  /** Whether `time` is the row's own. */
  readonly hasOwnTime: boolean;
  /** Why it has no time of its own, where its dataset has. */
  readonly timeless?: Brought;
  /** As its version spells it; undefined while it has not arrived. */
  readonly label?: string;
  /** What arrived as its label and is none that its version knows; `label` is undefined then. */
  readonly foreignLabel?: string;
}

export interface LabelSources {
  readonly project: Project;
  readonly deployment: string;
  readonly settings: Pick<MonitorSettings, 'labels'>;
  /** Rows later than this are not known, labels neither until their delay has passed, not at its very end: a row of a day may be its last. ISO. */
  readonly asOf: string;
}

export interface Logged {
  /** In order of time. A row sent twice to one version counts once, as it was answered last. */
  readonly rows: readonly LoggedPrediction[];
  /** Undefined where a label matches a prediction, or none could yet. */
  readonly unjoined?: Unjoined;
}

export async function loggedPredictions(sources: LabelSources, signal: AbortSignal): Promise<Logged> {
  const { project, deployment, settings, asOf } = sources;
  const lines = await readPredictions(deploymentFiles(project.paths, deployment).predictions);
  const { labels } = settings;
  const known = labels ? await readLabels(project, labels, signal) : undefined;
  const delay = parseDuration(labels?.delay ?? '0d');
  const served = servedBy(project.manifest, deployment);
  const registered = served ? (await readRegistry(project.paths, served.model)).state.versions : [];
  const versions = new Map(registered.map((version) => [version.version, version]));
  const asked = served && timeOf(project.manifest, served.model);
  const times = asked && (await rowTimes(lines, versions, asked));
  const unique = new Map<string, LoggedPrediction>();
  for (const [index, line] of lines.entries()) {
    const own = times?.[index];
    const time = own && 'time' in own ? own.time : line.at;
    if (time > asOf) continue;
    const key = labels ? keyOf(line, labels.key) : undefined;
    const arrived =
      key !== undefined && key !== null && addDuration(time, delay) < asOf
        ? known?.byKey.get(sameKey(key))
        : undefined;
    const version = versions.get(line.version);
    const label = arrived === undefined || !version ? arrived : labelOf(version, arrived);
    const identity = labels ? identityOf(line, labels.key) : line.id;
    unique.set(`${line.version}:${identity}`, {
      line,
      key: identity,
      version: line.version,
      time,
      hasOwnTime: own !== undefined && 'time' in own,
      ...(own && !('time' in own) ? { timeless: own } : {}),
      ...(label === undefined ? {} : { label }),
      ...(arrived !== undefined && label === undefined ? { foreignLabel: arrived } : {}),
    });
  }
  const rows = [...unique.values()].sort((a, b) => compareText(a.time, b.time));
  const isDue = rows.some(({ time }) => addDuration(time, delay) < asOf);
  const unjoined = labels && known && isDue ? unjoinedOf(lines, labels.key, known) : undefined;
  return { rows, ...(unjoined ? { unjoined } : {}) };
}

/** Over every line, later ones too: labels of rows that are not known yet are joined all the same. */
function unjoinedOf(lines: readonly PredictionLine[], key: string, known: Labels): Unjoined | undefined {
  const [first] = lines;
  if (!first || known.example === undefined) return undefined;
  const isJoined = (line: PredictionLine) => {
    const own = keyOf(line, key);
    return own !== null && own !== undefined && known.byKey.has(sameKey(own));
  };
  if (lines.some(isJoined)) return undefined;
  return {
    labels: known.byKey.size,
    key,
    labelKey: known.example,
    predictionKey: String(keyOf(first, key)),
    isAnswered: !Object.hasOwn(first.inputs, key),
  };
}

/** The row's own value where it has such a column; else the id that the server answered with. */
const keyOf = ({ id, inputs }: PredictionLine, key: string) =>
  Object.hasOwn(inputs, key) ? inputs[key] : id;

/** Deployments may be labelled by different columns, so a brought value counts only beside its column's name. */
const identityOf = ({ id, inputs }: PredictionLine, key: string) =>
  Object.hasOwn(inputs, key) && inputs[key] !== null ? `${key}=${sameKey(inputs[key])}` : id;

interface Labels {
  /** By the key, as `sameKey` writes it. */
  readonly byKey: ReadonlyMap<string, string>;
  /** One of the keys as it is written; undefined where there is none. */
  readonly example: string | undefined;
}

/** Over every file of the pattern; a later file's label replaces an earlier one's, an empty one is none. */
async function readLabels(
  project: Project,
  { path, key }: NonNullable<MonitorSettings['labels']>,
  signal: AbortSignal,
): Promise<Labels> {
  const files = (await fastGlob(path, { cwd: project.root, absolute: true })).sort();
  const byKey = new Map<string, string>();
  let example: string | undefined;
  await withDatabase(
    async (database) => {
      for (const file of files) {
        const { table } = await scan(database, file);
        const columns = await database.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${table}`);
        const names = columns.map(({ column_name }) => column_name);
        const label = names.find((name) => name !== key);
        if (!names.includes(key) || label === undefined)
          throw wrongInput(
            `${file} holds ${names.join(', ')}: labels need the key "${key}" and one more column.`,
            {
              hint: 'Name the key column in labels.key of the monitor.',
            },
          );
        const rows = await database.rows<{ k: string | null; v: string | null }>(
          `SELECT ${identifier(key)}::VARCHAR AS k, ${identifier(label)}::VARCHAR AS v FROM ${table}`,
        );
        for (const { k, v } of rows) {
          if (k === null || v === null || v.trim() === '') continue;
          byKey.set(sameKey(k), v);
          example ??= k;
        }
      }
    },
    { signal },
  );
  return { byKey, example };
}
