// What an evaluation has to say beside its figures, in sentences for a person.
import { twoSided } from '../distribution';
import { figure, percent } from '../figures';
import type { Evaluation, Figures } from './evaluation';
import { formatInterval } from './interval';
import { countsDecisions, metricNames, metrics, type MetricName } from './metrics';
import { bestOf } from './metrics/metric';
import type { Numbers } from './rows';
import { noScoreFor, unansweredOf } from './unanswered';

export interface WarningFacts {
  /** The one that counts. */
  readonly metric: MetricName;
  /** Of the test rows. */
  readonly figures: Pick<Figures, 'metrics' | 'baseline'>;
  /** Of the test rows. */
  readonly labels: Numbers;
  readonly scores: Numbers;
  /** Undefined for a regression. */
  readonly threshold?: Evaluation['threshold'];
  readonly positive?: string;
}

export function evaluationWarnings(facts: WarningFacts): readonly string[] {
  const unanswered = unansweredOf(facts.labels, facts.scores);
  return [
    ...(unanswered.rows > 0
      ? [`The model gives ${noScoreFor(unanswered)}; the figures leave them out.`]
      : []),
    ...constantWarning(facts),
    ...shareWarning(facts),
  ];
}

/** Of decisions only the metric that counts: a threshold that money chose gives up accuracy for it. */
function constantWarning({
  metric,
  figures: { metrics: measured, baseline },
}: WarningFacts): readonly string[] {
  return metricNames.flatMap((name) => {
    const [interval, constant] = [measured[name], baseline[name]];
    if (!interval || constant === undefined || (countsDecisions(name) && name !== metric)) return [];
    const { isLoss } = metrics[name];
    const isWorse = isLoss ? interval.value > constant : interval.value < constant;
    if (!isWorse || constant === bestOf(metrics[name])) return [];
    const isSure = isLoss ? interval.low > constant : interval.high < constant;
    return [
      `By ${name} the model is worse than one answer for every row: ${formatInterval(interval)} against ${figure(constant)}${isSure ? '' : ', by no more than chance may explain'}.`,
    ];
  });
}

/** Shares that differ by this factor, and by more than chance at 0.1%, are another decision than the one that was chosen. */
const farApart = 2;

function shareWarning({ scores, threshold, positive }: WarningFacts): readonly string[] {
  const chosen = threshold?.calls;
  if (threshold === undefined || chosen === undefined) return [];
  const test = called(scores, threshold.value);
  if (test.of === 0 || chosen.of === 0) return [];
  const [less, more] = [test.share, chosen.share].sort((a, b) => a - b) as [number, number];
  const pooled = (test.share * test.of + chosen.share * chosen.of) / (test.of + chosen.of);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / test.of + 1 / chosen.of));
  if (more < farApart * less || se === 0 || twoSided((more - less) / se) > 0.001) return [];
  return [
    `The threshold ${plain(threshold.value)} calls ${percent(test.share)} of the test rows ${positive ?? 'positive'}, but ${percent(chosen.share)} of the rows that it was chosen on: the scores have moved in between.`,
  ];
}

function called(scores: Numbers, threshold: number) {
  let [rows, of] = [0, 0];
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    if (Number.isNaN(score)) continue;
    of++;
    if (score >= threshold) rows++;
  }
  return { of, share: rows / of };
}

const plain = (value: number) => String(Number(value.toPrecision(4)));
