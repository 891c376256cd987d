// A version's model card in Markdown: what it is for, what it was made of, how good it is and how that is known.
import { defaultThreshold } from '../evaluate/defaultThreshold';
import { formatInterval, type Interval } from '../evaluate/interval';
import { count, counted, fixed, percent } from '../figures';
import type { Goal } from '../manifest/manifest';
import type { Evaluation } from '../evaluate/evaluation';
import { baselineText, figureNotes } from '../evaluate/figureNotes';
import { countsDecisions } from '../evaluate/metrics';
import { missesText } from '../evaluate/sliceText';
import { spanText } from '../span';
import { minute } from '../times';
import type { Version } from '../registry/version';
import { intervalsAssume } from '../independence';
import { code, table } from './markdown';
import { takenBy } from './takenBy';

export interface CardFacts {
  readonly version: Version;
  readonly goal?: Goal;
  readonly owner?: string;
  readonly evaluation?: Evaluation;
}

/** Whole file, final newline included. */
export function renderCard({ version, goal, owner, evaluation }: CardFacts): string {
  const { training, lineage, metrics } = version;
  const sections = [
    `# ${version.model} ${version.version}`,
    goal?.statement ? `${goal.statement}.`.replace('..', '.') : '',
    table(
      ['', ''],
      [
        ['Task', version.task],
        ['Goal', goal ? `${goal.metric} ${goal.target}` : 'none named'],
        ['Owner', owner ?? 'not named'],
        ['Registered', `${minute(version.at)} UTC by ${version.by} (unsigned)`],
        ['Run', version.run],
      ],
    ),
    `## How good it is`,
    `Measured on ${metrics.measuredOn}. The test split had been read ${times(version.testReads)} when this was registered.`,
    ...(evaluation?.warnings ?? []),
    calibrationText(version, evaluation),
    thresholdText(version, evaluation),
    metricTable(metrics.values, evaluation),
    evaluation ? baselineText(evaluation) : '',
    ...(evaluation ? figureNotes(evaluation.test) : []),
    intervalsAssume,
    decisionText(version),
    evaluation ? valueText(evaluation, goal) : '',
    evaluation && evaluation.slices.length > 0 ? sliceTable(evaluation) : '',
    `## What it was made of`,
    table(
      ['', ''],
      [
        ...madeOf(lineage),
        [
          'Known until',
          version.knownUntil === undefined
            ? 'its registration; the data has no time'
            : minute(version.knownUntil),
        ],
        [
          'Check of the data',
          version.checks.passed ? 'passed' : `open: ${version.checks.open.join(', ') || 'never run'}`,
        ],
        ['Command', code(training.command)],
        [
          'Parameters',
          code(
            Object.entries(training.params)
              .map(([name, value]) => `${name}=${value}`)
              .join(' ') || 'none',
          ),
        ],
        ['Seed', String(training.seed)],
        [
          'Code',
          training.code.commit
            ? `${training.code.commit.slice(0, 12)}${training.code.isDirty ? ', with uncommitted changes' : ''}`
            : 'not in git',
        ],
        ['Python', `${training.environment.version}, environment ${short(training.environment.digest)}`],
      ],
    ),
    `## What it takes`,
    table(
      ['Column', 'Type', 'What for'],
      takenBy(version).map(({ name, type, purposes }) => [code(name), type, purposes.join(', ')]),
    ),
    version.preparation.steps.length > 0
      ? `Its own preparation of ${counted(version.preparation.steps.length, 'step')} is applied first.`
      : '',
    `## Files`,
    table(
      ['File', 'Bytes', 'Digest'],
      version.files.map(({ name, bytes, digest }) => [code(name), String(bytes), code(digest)]),
    ),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function madeOf({ dataset, prepared, split, span }: Version['lineage']): readonly (readonly string[])[] {
  const version = `${dataset}, prepared version ${short(prepared)}`;
  if (!span)
    return [
      ['Dataset', version],
      ['Split', split ? `by ${split.by}, ${split.train} / ${split.validation} / ${split.test}` : 'none'],
    ];
  const { rows, predicted, repeated } = span;
  const parts = [
    ...(rows > predicted ? [`${count(rows - predicted)} of ${version}`] : []),
    ...(predicted > 0 ? [counted(predicted, 'labelled prediction')] : []),
  ];
  const once = repeated === undefined ? '' : `; ${counted(repeated, 'row')} in both counted once`;
  return [
    ['Training rows', `${count(rows)} of ${spanText(span)}: ${parts.join(', ')}${once}`],
    ['Split', 'none: it was measured on newer predictions'],
  ];
}

const chosenOn = (evaluation: Evaluation | undefined) => evaluation?.chosenOn ?? 'validation';

function calibrationText({ calibration }: Version, evaluation: Evaluation | undefined): string {
  if (!calibration) return '';
  const { intercept, slope } = calibration;
  return `The probabilities are recalibrated, as chosen on ${chosenOn(evaluation)}: expit(${intercept.toFixed(3)} + ${slope.toFixed(3)} logit(p)).`;
}

function thresholdText({ threshold, positive }: Version, evaluation: Evaluation | undefined): string {
  if (threshold === undefined) return '';
  const by = evaluation?.threshold
    ? `, chosen on ${chosenOn(evaluation)} by ${evaluation.threshold.chosenBy}`
    : '';
  return `A row is called ${code(positive ?? 'positive')} from a score of ${Number(threshold.toPrecision(4))} on${by}.`;
}

function metricTable(values: Readonly<Record<string, Interval>>, evaluation: Evaluation | undefined): string {
  const baseline = evaluation?.test.baseline ?? {};
  const rows = Object.entries(values).map(([name, interval]) => [
    name,
    formatInterval(interval),
    baseline[name] === undefined ? '' : baseline[name].toFixed(3),
    `${interval.n}`,
    interval.method,
  ]);
  return table(['Metric', '95% interval', 'Constant baseline', 'Rows', 'Method'], rows);
}

/** The metrics that count decisions follow the served label, whatever the capacity of what it is worth. */
function decisionText({ metrics, positive, threshold }: Version): string {
  const decisions = Object.keys(metrics.values).filter(countsDecisions);
  if (decisions.length === 0 || positive === undefined) return '';
  return `${decisions.join(', ')} count every row from a score of ${Number((threshold ?? defaultThreshold).toPrecision(4))} on as ${code(positive)}.`;
}

function valueText({ value, served }: Evaluation, goal: Goal | undefined): string {
  if (!value) return '';
  const rows = [
    [served ? `Acting on ${value.policy} of a batch` : `Acting on ${value.policy}`, value] as const,
    ...(served ? [[`Acting on what is served as positive: ${served.policy}`, served] as const] : []),
  ].map(([policy, { share, model }]) => [policy, percent(share), formatInterval(model, 2)]);
  const capacity = goal?.value?.capacity;
  const beyond = capacity === undefined ? '' : `, were it not for the capacity of ${capacity}`;
  const alike = [
    ['Acting on nobody', '0%', fixed(value.none, 2)],
    [`Acting on everybody${beyond}`, '100%', fixed(value.all, 2)],
  ];
  return `### What it is worth\n\n${table(['Policy', 'Cases acted on', `${value.currency} per case, 95% interval`.trim()], [...rows, ...alike])}`;
}

function sliceTable({ slices, metric }: Evaluation): string {
  const rows = slices.map(({ column, slice, figure }) => [
    code(column),
    slice,
    String(figure.n),
    formatInterval(figure),
  ]);
  return `### ${metric} by slice\n\n${table(['Column', 'Slice', 'Rows', '95% interval'], rows)}\n\n${missesText(slices)}`;
}

const short = (digest: string) => code(digest.replace(/^sha256:/, '').slice(0, 12));
const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
