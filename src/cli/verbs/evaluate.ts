// `lifecycle evaluate MODEL`.
import { Command } from 'commander';
import { defaultThreshold } from '../../core/evaluate/defaultThreshold';
import type { Evaluation } from '../../core/evaluate/evaluation';
import { baselineText, figureNotes } from '../../core/evaluate/figureNotes';
import { missesText, standingOut } from '../../core/evaluate/sliceText';
import { countsDecisions, metrics, type MetricName } from '../../core/evaluate/metrics';
import { performStage } from '../stageVerb';
import { textTable } from '../textTable';
import type { Verb } from '../verb';

export const evaluate: Verb = (bind) =>
  new Command('evaluate')
    .description('Measures a model on the test split, each figure with its interval.')
    .argument('<model>')
    .option('--run <id>', 'the model of this run; the newest candidate when left out')
    .action(
      bind(async (session, model: string, { run }: { run?: string }) => {
        const answer = await performStage(session, 'evaluate', {
          model,
          ...(run === undefined ? {} : { run }),
        });
        return { ...answer, text: `${answer.text}\n\n${figuresText(answer.document as Evaluation)}` };
      }),
    );

/** Every metric of the test split, the one that counts first; a line below says what the decisions among them rest on. */
function figuresText(evaluation: Evaluation): string {
  const { metric, test, threshold, positive } = evaluation;
  const names = Object.keys(test.metrics) as MetricName[];
  const sorted = [...names].sort((a, b) => Number(b === metric) - Number(a === metric));
  const rows = sorted.map((name) => {
    const { value, low, high, tooFew } = test.metrics[name] ?? {};
    return [
      name,
      figure(value),
      tooFew ?? (low === undefined || high === undefined ? '' : `${figure(low)} to ${figure(high)}`),
      figure(test.baseline[name]),
      metrics[name].isLoss ? 'less' : 'more',
    ];
  });
  const decisions = sorted.filter(countsDecisions);
  return [
    textTable(['metric', 'value', '95% interval', 'baseline', 'better'], rows),
    baselineText(evaluation),
    ...figureNotes(test),
    ...(positive !== undefined && decisions.length > 0
      ? [`${decisions.join(', ')}: a row is called ${positive} from ${calledFrom(threshold)}.`]
      : []),
    ...slicesText(evaluation),
  ].join('\n');
}

/** Those that stand out; all of them are in the document and on the card. */
function slicesText({ slices, metric, test }: Evaluation): readonly string[] {
  const whole = test.metrics[metric];
  if (slices.length === 0 || !whole) return [];
  const found = standingOut(slices, whole);
  const told = missesText(slices);
  if (found.length === 0)
    return ['', `No slice stands out from ${figure(whole.value)} by its interval. ${told}`];
  const rows = found.map(({ column, slice, figure: { value, low, high, n } }) => [
    `${column} ${slice}`,
    figure(value),
    `${figure(low)} to ${figure(high)}`,
    String(n),
  ]);
  return ['', textTable(['stands out', metric, '95% interval', 'rows'], rows), told];
}

const calledFrom = (threshold: Evaluation['threshold']) =>
  threshold
    ? `${figure(threshold.value)} on, chosen by ${threshold.chosenBy} on other rows`
    : `${defaultThreshold} on, as none was chosen`;

/** Four digits; nothing where a figure has no value, which a document writes as null. */
const figure = (value: number | null | undefined) =>
  typeof value === 'number' && Number.isFinite(value)
    ? Math.abs(value) < 10
      ? value.toFixed(3)
      : String(Number(value.toPrecision(5)))
    : '';
