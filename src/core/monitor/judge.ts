// One window judged: how far its columns and scores lie from the reference, and how well the model did where labels have come.
import { distributionOfColumn, distributionOfValues, type Distribution } from '../drift/distribution';
import { compareColumns, type ComparedColumn } from '../drift/compareColumns';
import { sharedReferenceText, type ComparedWith } from '../drift/sharedReference';
import { metricInterval } from '../evaluate/metricInterval';
import { metricWithin } from '../evaluate/metricWithin';
import { alarmShare, alarmsByItself } from '../manifest/deployment';
import { addDuration, parseDuration } from '../manifest/duration';
import type { MonitorSettings } from '../manifest/manifest';
import type { Random } from '../random';
import type { Version } from '../registry/version';
import { sum } from '../sum';
import { ambiguousOf, type Ambiguity } from './ambiguous';
import { isIgnored } from './columns';
import { areBroken, foreignText, type ForeignLabel } from './label';
import type { Reference } from './reference';
import { seenOf, type Known } from './seen';
import { timelessOf, type Brought } from './timeless';
import type { Window } from './window';
import type { WindowSpan } from './windows';

export interface WindowFacts {
  readonly span: WindowSpan;
  readonly reference: Reference;
  /** The model's inputs, in the order of the span's rows, as the version prepared them. */
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly columns: readonly string[];
  readonly scores: Float64Array;
  /** 1, 0 or the actual value; NaN where the label has not come. */
  readonly labels: Float64Array;
  /** Labels that have come and are none that the version knows; their rows are NaN in `labels`. */
  readonly foreign?: readonly ForeignLabel[];
  /** Of rows whose labels cannot be told from those of others, one each; their rows are NaN in `labels`. */
  readonly ambiguous?: readonly Ambiguity[];
  /** What rows brought instead of a usable time of their own, one each. */
  readonly timeless?: readonly Brought[];
  readonly version: Pick<Version, 'version' | 'task' | 'classes' | 'at' | 'knownUntil'>;
  /** Places of rows that the version has learnt from or was chosen on: they say nothing of how well it does. */
  readonly seen?: ReadonlyMap<number, Known>;
  /** Which rows belong together; undefined where each stands for itself. */
  readonly groups?: readonly string[];
  readonly threshold?: number;
  readonly settings: MonitorSettings;
  /** ISO. */
  readonly judgedAt: string;
  readonly random: Random;
}

/** Labels without those of rows that the version had seen, which say nothing of how well it does. */
export const freshLabels = (labels: Float64Array, seen: ReadonlyMap<number, Known>): Float64Array =>
  labels.map((label, row) => (seen.has(row) ? NaN : label));

export function judgeWindow(facts: WindowFacts): Window {
  const { span, settings, judgedAt, labels, foreign = [], seen: places = new Map<number, Known>() } = facts;
  const timeless = timelessOf(facts.timeless ?? [], span.rows.length);
  const ambiguous = ambiguousOf(facts.ambiguous ?? [], span.rows.length);
  const drift = judgeDrift(facts);
  const labelled = counted(labels);
  const seen = seenOf(facts.version, { known: [...places.values()], of: span.rows.length });
  const fresh = freshLabels(labels, places);
  const isBroken = [foreign.length, ambiguous?.count ?? 0].some((lost) =>
    areBroken({ foreign: lost, labelled }),
  );
  const known = addDuration(span.to, parseDuration(settings.labels?.delay ?? '0d'));
  const { version, key, from, to } = span;
  return {
    schema: 1,
    key,
    version,
    from,
    to,
    // While labels of its last rows may still come, its performance may still change.
    isComplete: span.isComplete && (settings.performance === undefined || known <= judgedAt),
    hasAllRows: span.isComplete,
    judgedAt,
    rows: span.rows.length,
    labelled,
    ...(foreign.length > 0
      ? {
          foreignLabels: {
            count: foreign.length,
            message: foreignText(facts.version, { foreign, labelled }),
          },
        }
      : {}),
    ...(ambiguous ? { ambiguous } : {}),
    ...(timeless ? { timeless } : {}),
    ...(seen ? { seen } : {}),
    ...drift,
    ...(counted(fresh) > 0 && !isBroken ? judgePerformance({ ...facts, labels: fresh }) : {}),
  };
}

const counted = (labels: Float64Array) =>
  labels.reduce((count, label) => count + Number(!Number.isNaN(label)), 0);

/** The share of windows that may alarm though nothing has changed: `1 per 100 windows` is 0.01. */
export function falseAlarmLevel(text: string): number {
  const share = alarmShare(text);
  if (share === undefined) throw new RangeError(`"${text}" is no rate of false alarms.`);
  return share;
}

const predictionName = 'prediction';

function judgeDrift({
  reference,
  inputs,
  columns,
  scores,
  settings,
}: WindowFacts): Pick<Window, 'drift' | 'prediction' | 'hasDrifted' | 'sharedReference'> {
  const profiles = new Map(reference.profile.columns.map((column) => [column.name, column]));
  const compared = columns.flatMap((name): ComparedColumn[] => {
    const profile = profiles.get(name);
    if (!profile) return [];
    const before = distributionOfColumn(profile);
    const follows = reference.timeColumns[name];
    const excluded =
      follows === undefined ? leftOut(name, settings) : { excluded: `it follows from the time: ${follows}` };
    return [
      {
        name,
        reference: before,
        current: distributionOfValues(
          inputs.map((row) => row[name]),
          before,
        ),
        ...excluded,
      },
    ];
  });
  const level = falseAlarmLevel(settings.drift?.false_alarms ?? alarmsByItself);
  const judged = compareColumns([...compared, ...predictionOf({ reference, scores, settings })], level);
  const shared = sharedReferenceText(level, { current: inputs.length, references: comparedWith(reference) });
  const own = judged.find(({ name }) => name === predictionName);
  return {
    ...(shared === undefined ? {} : { sharedReference: { message: shared } }),
    drift: judged.filter((column) => column !== own),
    ...(own ? { prediction: own } : {}),
    hasDrifted: judged.some(({ drifted }) => drifted),
  };
}

const comparedWith = ({ profile, scores }: Reference): readonly ComparedWith[] => [
  { what: 'training rows', rows: profile.rows },
  ...(scores ? [{ what: 'scores', rows: sum(scores.counts) }] : []),
];

/** As a column; none where there is nothing to compare it with. */
function predictionOf({
  reference,
  scores,
  settings,
}: Pick<WindowFacts, 'reference' | 'scores' | 'settings'>): readonly ComparedColumn[] {
  if (!reference.scores) return [];
  const before: Distribution = { kind: 'numeric', buckets: reference.scores, missing: 0 };
  const current = distributionOfValues(scores, before);
  return [{ name: predictionName, reference: before, current, ...leftOut(predictionName, settings) }];
}

const leftOut = (name: string, settings: MonitorSettings): Pick<ComparedColumn, 'excluded'> =>
  isIgnored(settings, name) ? { excluded: 'lifecycle.yaml leaves it out' } : {};

function judgePerformance({
  span,
  scores,
  labels,
  threshold,
  groups,
  settings,
  random,
}: WindowFacts): Partial<Window> {
  const metric = settings.performance?.metric;
  if (metric === undefined) return {};
  const rows = {
    labels,
    scores,
    random,
    ...(threshold === undefined ? {} : { threshold }),
    ...(groups === undefined ? {} : { groups }),
  };
  const months = span.rows.map(({ time }) => time.slice(0, 7));
  const known = labels.filter((label) => !Number.isNaN(label));
  return {
    performance: { metric, ...metricInterval(metric, rows) },
    performanceWithin: { metric, ...metricWithin(metric, { ...rows, periods: months }) },
    ...(known.every((label) => label === 0 || label === 1)
      ? { positiveRate: known.reduce((sum, label) => sum + label, 0) / known.length }
      : {}),
  };
}
