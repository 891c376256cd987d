// A version's model card in Markdown: what it is for, what it was made of, how good it is and how that is known.
import { formatInterval, type Interval } from '../evaluate/interval';
import type { Goal } from '../manifest/manifest';
import type { Evaluation } from '../evaluate/evaluation';
import type { Version } from '../registry/version';

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
        ['Registered', `${version.at} by ${version.by} (unsigned)`],
        ['Run', version.run],
      ],
    ),
    `## How good it is`,
    `Measured on ${metrics.measuredOn}. The test split had been read ${times(version.testReads)} when this was registered.`,
    calibrationText(version),
    metricTable(metrics.values, evaluation),
    evaluation?.value ? valueText(evaluation) : '',
    evaluation && evaluation.slices.length > 0 ? sliceTable(evaluation) : '',
    `## What it was made of`,
    table(
      ['', ''],
      [
        ['Dataset', `${lineage.dataset}, prepared version ${short(lineage.prepared)}`],
        [
          'Split',
          lineage.split
            ? `by ${lineage.split.by}, ${lineage.split.train} / ${lineage.split.validation} / ${lineage.split.test}`
            : 'none',
        ],
        ['Known until', version.knownUntil ?? 'the data has no time'],
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
      ['Column', 'Type'],
      version.preparation.inputs.map(({ name, type }) => [code(name), type]),
    ),
    version.preparation.steps.length > 0
      ? `Its own preparation of ${version.preparation.steps.length} steps is applied first.`
      : '',
    `## Files`,
    table(
      ['File', 'Bytes', 'Digest'],
      version.files.map(({ name, bytes, digest }) => [code(name), String(bytes), code(digest)]),
    ),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function calibrationText({ calibration }: Version): string {
  if (!calibration) return '';
  const { intercept, slope } = calibration;
  return `The probabilities are recalibrated, as chosen on validation: expit(${intercept.toFixed(3)} + ${slope.toFixed(3)} logit(p)).`;
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

function valueText({ value }: Evaluation): string {
  if (!value) return '';
  const money = (amount: number) => `${amount.toFixed(2)} ${value.currency}`.trim();
  return `Acting by this model is worth ${money(value.model.value)} per case (${money(value.model.low)} to ${money(value.model.high)}); acting on nobody ${money(value.none)}, on everybody ${money(value.all)}.`;
}

function sliceTable({ slices, metric }: Evaluation): string {
  const rows = slices.map(({ column, slice, figure }) => [
    code(column),
    slice,
    String(figure.n),
    formatInterval(figure),
  ]);
  return `### ${metric} by slice\n\n${table(['Column', 'Slice', 'Rows', '95% interval'], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const escapeCell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
const code = (text: string) => `\`${text.replace(/`/g, "'")}\``;
const short = (digest: string) => code(digest.replace(/^sha256:/, '').slice(0, 12));
const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
