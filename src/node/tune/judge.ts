// Trials that ran, scored on validation and compared: the tuning's document.
import { failed, isLifecycleError } from '../../core/errors';
import { metricInterval } from '../../core/evaluate/metricInterval';
import { noScoreFor, unansweredOf } from '../../core/evaluate/unanswered';
import type { MetricName } from '../../core/manifest/manifest';
import { seededRandom } from '../../core/random';
import { chooseTrial, type ScoredTrial } from '../../core/tune/choose';
import type { Trial } from '../../core/tune/space';
import { trialName, type Tuning, type TuningTrial } from '../../core/tune/tuning';
import { modelFileOf, secondsOf, type TrialRun } from './trial';
import type { ValidationRows } from './validation';
import { type Tell, untold } from '../stage';

export interface RanTrials {
  readonly model: string;
  readonly key: string;
  readonly metric: MetricName;
  readonly groupedBy?: string;
  /** The model file's name in the artifacts. */
  readonly output: string;
  readonly trials: readonly Trial[];
  /** In the order of `trials`. */
  readonly runs: readonly TrialRun[];
  readonly validation: ValidationRows | undefined;
}

/** Throws `failed` where no trial has a figure. */
export async function judgeTrials(ran: RanTrials, signal: AbortSignal, tell: Tell = untold): Promise<Tuning> {
  const { model, key, metric, groupedBy, validation } = ran;
  const judged: { scored: ScoredTrial; told: TuningTrial }[] = [];
  for (const [index, { params, order }] of ran.trials.entries()) {
    await tell(`Scoring trial ${index + 1} of ${ran.trials.length} on validation`);
    judged.push(await scoreTrial(ran, { params, order, ran: ran.runs[index] }, signal));
  }
  await tell('Comparing the trials');
  const choice = chooseTrial({
    metric,
    labels: validation?.labels ?? [],
    ...(validation?.groups === undefined ? {} : { groups: validation.groups }),
    trials: judged
      .filter(({ told }) => told.run !== undefined && told.error === undefined)
      .map(({ scored }) => scored),
  });
  if (!choice) throw nothingToChoose(judged.map(({ told }) => told));
  const runOf = (id: string) => judged.find(({ scored }) => scored.id === id)?.told.run ?? '';
  const places = new Map(choice.trials.map((one) => [one.id, one]));
  return {
    schema: 1,
    model,
    key,
    metric,
    ...(groupedBy === undefined ? {} : { groupedBy }),
    trials: judged.map(({ scored, told }) => {
      const { behind = NaN, se = NaN } = places.get(scored.id) ?? {};
      return { ...told, ...(Number.isNaN(behind) ? {} : { behind }), ...(Number.isNaN(se) ? {} : { se }) };
    }),
    chosen: runOf(choice.chosen),
    best: runOf(choice.best),
    indistinguishable: choice.indistinguishable.map(runOf),
    reason: choice.reason,
  };
}

async function scoreTrial(
  { metric, output, validation }: RanTrials,
  { params, order, ran }: Trial & { readonly ran: TrialRun | undefined },
  signal: AbortSignal,
): Promise<{ scored: ScoredTrial; told: TuningTrial }> {
  const id = trialName(params);
  const run = ran?.run;
  if (!run) return { scored: { id, order }, told: { params, error: ran?.error ?? 'It did not run.' } };
  const seconds = secondsOf(run.state);
  const reported = run.state.metrics[metric];
  const about = {
    ...(seconds === undefined ? {} : { seconds }),
    ...(reported === undefined ? {} : { reported }),
  };
  const answer = await validation?.score(modelFileOf(run, output), signal).catch((error: unknown) => {
    if (signal.aborted || !isLifecycleError(error)) throw error;
    return error;
  });
  const isRefused = isLifecycleError(answer);
  if (isRefused && reported === undefined)
    return { scored: { id, order }, told: { run: run.record.id, params, ...about, error: answer.message } };
  const scores = isRefused ? undefined : answer; // what the script told has to do
  const unanswered = validation && scores && unansweredOf(validation.labels, scores);
  if (unanswered?.isTooMany) {
    const error = `It gives ${noScoreFor(unanswered)} of the validation split.`;
    return { scored: { id, order }, told: { run: run.record.id, params, ...about, error } };
  }
  const interval =
    validation && scores
      ? metricInterval(metric, { ...rowsOf(validation), scores, random: seededRandom(1) })
      : undefined;
  return {
    scored: { id, order, ...about, ...(scores ? { scores } : {}) },
    told: { run: run.record.id, params, ...about, ...(interval ? { metric: interval } : {}) },
  };
}

const rowsOf = ({ labels, groups }: ValidationRows) => ({
  labels,
  ...(groups === undefined ? {} : { groups }),
});

function nothingToChoose(trials: readonly TuningTrial[]) {
  const why = [...new Set(trials.flatMap(({ error }) => error ?? []))];
  if (why.length > 0)
    return failed(`Every trial failed: ${why[0]}`, { hint: 'Train once by itself until that works.' });
  return failed('No trial has a figure to choose by.', {
    hint: 'Give the dataset a target and a validation split, or let the script tell the metric: {"metric": "roc_auc", "value": 0.7}.',
  });
}
