// The prediction log of a deployment joined with the labels that have arrived by the time judged at.
import type { PredictionLine } from '../../core/deploy/deployment';
import { addDuration, parseDuration } from '../../core/manifest/duration';
import type { MonitorSettings } from '../../core/manifest/manifest';
import { timeOf } from '../../core/manifest/lookups';
import { servedBy } from '../../core/manifest/served';
import type { Ambiguity } from '../../core/monitor/ambiguous';
import { labelOf, type ForeignLabel } from '../../core/monitor/label';
import { labelIndex, type ArrivedLabel } from '../../core/monitor/labelIndex';
import type { Brought } from '../../core/monitor/timeless';
import type { Unjoined } from '../../core/monitor/unjoined';
import { counted } from '../../core/figures';
import { compareText } from '../../core/order';
import { timePreparation, type AskedTime } from '../../core/prepare/timePreparation';
import type { Version } from '../../core/registry/version';
import { rowsATurn, turn } from '../paced';
import { deploymentFiles } from '../deploy/folder';
import type { Project } from '../project';
import { readRegistry } from '../registry/read';
import { readPredictions, type NotedLines } from '../server/predictionLog';
import { damagedLines, noneJudged } from './notJudged';
import { readLabels, type LabelReading } from './labelFiles';
import { identityOf, joinOf, timedLines, unjoinedOf } from './labelJoin';
import { targetReading } from './targetLabels';

export interface LoggedPrediction {
  readonly line: PredictionLine;
  /** What tells it from others: the value that labels are joined by and the row's own time where its request brought them, else its line's id. */
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
  readonly foreignLabel?: ForeignLabel;
  /** Its label, if one has arrived, cannot be told from those of other rows with its key; `label` is undefined then. */
  readonly ambiguous?: Ambiguity;
}

export interface LabelSources {
  readonly project: Project;
  readonly deployment: string;
  readonly settings: Pick<MonitorSettings, 'labels'>;
  /** Rows later than this are not known, labels neither until their delay has passed, not at its very end: a row of a day may be its last. ISO. */
  readonly asOf: string;
  readonly tell?: (message: string) => void;
}

export interface Logged {
  /** In order of time. A row sent twice to one version, with the same key and time, counts once, as it was answered last. */
  readonly rows: readonly LoggedPrediction[];
  /** Undefined where a label matches a prediction, or none could yet. */
  readonly unjoined?: Unjoined;
  /** What a person has to know of the files, a sentence each; nothing of label files while no label is due. */
  readonly remarks: readonly string[];
  /** Lines that were damaged, and those of versions that the registry does not show: the latter are among `rows` all the same. */
  readonly noted: readonly NotedLines[];
  /** `labels.path`, where no file matches it though a label is due. */
  readonly unmatched?: string;
}

/** Throws `unavailable` where predictions were logged and none can be read. */
export async function loggedPredictions(sources: LabelSources, signal: AbortSignal): Promise<Logged> {
  const { project, deployment, settings, asOf, tell } = sources;
  const served = servedBy(project.manifest, deployment);
  const registered = served ? (await readRegistry(project.paths, served.model)).state.versions : [];
  const versions = new Map(registered.map((version) => [version.version, version]));
  const noted: NotedLines[] = [];
  const lines = await readPredictions(deploymentFiles(project.paths, deployment).predictions, {
    signal,
    told: (rows) => tell?.(`Reading the predictions of ${deployment}: ${counted(rows, 'row')}`),
    versions,
    noted: (found) => noted.push(found),
  });
  const damaged = damagedLines(project.root, noted);
  if (lines.length === 0 && damaged.length > 0) throw noneJudged(damaged);
  const { labels } = settings;
  const asked = served && timeOf(project.manifest, served.model);
  const reading = labels && (await readingOf(project, { labels, newest: registered.at(-1), asked }));
  if (reading) tell?.(`Reading the labels of ${deployment}`);
  const read = reading && (await readLabels(project, reading, signal));
  const known = read && labelIndex(read.labels);
  const delay = parseDuration(labels?.delay ?? '0d');
  tell?.(`Sorting ${counted(lines.length, 'prediction')} of ${deployment} by time`);
  const timed = await timedLines(lines, { versions, asked, asOf });
  const join = known && joinOf(timed, { known, key: labels.key });
  const unique = new Map<string, LoggedPrediction>();
  for (const [index, one] of timed.entries()) {
    if (index % rowsATurn === 0) await turn(signal);
    const { line, time, own, isKnown } = one;
    if (!isKnown) continue;
    const arrived = addDuration(time, delay) < asOf ? join?.(one) : undefined;
    const key = labels ? identityOf(one, labels.key) : line.id;
    unique.set(`${line.version}:${key}`, {
      line,
      key,
      version: line.version,
      time,
      hasOwnTime: own !== undefined && 'time' in own,
      ...(own && !('time' in own) ? { timeless: own } : {}),
      ...(arrived === 'ambiguous'
        ? { ambiguous: { key: labels?.key ?? '', time: asked?.column ?? '' } }
        : labelParts(arrived, versions.get(line.version))),
    });
  }
  const rows = [...unique.values()].sort((a, b) => compareText(a.time, b.time));
  const isDue = rows.some(({ time }) => addDuration(time, delay) < asOf);
  const unjoined =
    labels && known && join && isDue
      ? unjoinedOf(timed, { key: labels.key, known, join, time: asked?.column })
      : undefined;
  return {
    rows,
    ...(unjoined ? { unjoined } : {}),
    remarks: [...damaged.map(({ remark }) => remark), ...(isDue && read ? read.remarks : [])],
    noted,
    ...(isDue && read?.unmatched !== undefined ? { unmatched: read.unmatched } : {}),
  };
}

function labelParts(
  arrived: ArrivedLabel | undefined,
  version: Version | undefined,
): Pick<LoggedPrediction, 'label' | 'foreignLabel'> {
  if (!arrived) return {};
  const { text, column } = arrived;
  const label = version ? labelOf(version, text) : text;
  return label === undefined ? { foreignLabel: { text, column } } : { label };
}

/** How labels are read: as the newest version has its target and time. */
async function readingOf(
  project: Project,
  {
    labels,
    newest,
    asked,
  }: {
    readonly labels: NonNullable<MonitorSettings['labels']>;
    readonly newest: Version | undefined;
    readonly asked: AskedTime | undefined;
  },
): Promise<LabelReading> {
  return {
    labels,
    text: newest?.reading,
    ...(newest ? { target: await targetReading(project, newest) } : {}),
    ...(asked
      ? {
          time: {
            column: asked.column,
            preparations: [
              timePreparation(newest ?? {}, asked),
              timePreparation({}, { ...asked, steps: [] }),
            ],
          },
        }
      : {}),
  };
}
