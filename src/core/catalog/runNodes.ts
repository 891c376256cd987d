// Runs as rows: what they did, how they stand, the figure that matters.
import { hasEnded } from '../run/state';
import type { CatalogFacts, RunFacts } from './facts';
import { counted, timeLeft } from '../figures';
import { duration, firstLine, joined, tooltip } from './format';
import { minute } from '../times';
import type { CatalogNode, NodeState } from './node';
import { startedBy, trialsOf, tuningOf, whatHelps, whyFailed } from './runsAbout';
import { verbOf } from './words';

/** A tuning has its trials below it, a retraining its trainings. */
export function runRow(facts: CatalogFacts, run: RunFacts): CatalogNode {
  const { record, state } = run;
  const { zone } = facts;
  const trials = record.stage === 'tune' ? trialsOf(facts, run) : [];
  const trainings = record.stage === 'retrain' ? startedBy(facts, run) : [];
  const isBad = state.status === 'failed' || state.status === 'lost';
  return {
    id: `run:${record.id}`,
    kind: 'run',
    label: `${verbOf(record.stage)} ${minute(record.at, zone)}`,
    description: joined(
      isBad ? `${state.status}: ${firstLine(whyFailed(run))}` : statusText(run),
      trialText(trials, tuningOf(state)?.trials.length),
      warningText(run),
    ),
    tooltip: tooltip(
      `${verbOf(record.stage)} ${record.name ?? ''}`.trim(),
      [
        ['Status', state.status],
        ['Started', minute(record.at, zone)],
        ['Ended', state.endedAt && minute(state.endedAt, zone)],
        ['Took', duration(record.at, state.endedAt)],
        ['Judged at', record.asOf && minute(record.asOf, zone)],
        ['Parameters', state.training && parameters(state.training.params)],
        ['Run', record.id],
      ],
      isBad
        ? [whyFailed(run), state.error?.hint, ...state.warnings].filter(Boolean).join('\n')
        : (state.outcome?.summary ?? state.warnings.join('\n')),
    ),
    state: runState(run),
    about: {
      ...(record.name === undefined ? {} : { name: record.name }),
      run: record.id,
      ...(record.stage === 'run' ? {} : { stage: record.stage }),
    },
    ...(isBad ? whatHelps(run) : {}),
    children: [
      ...trials.map((trial) => partRow(trial, { of: record.id, label: trialLabel(trial) })),
      ...trainings.map((training) => partRow(training, { of: record.id, label: trainingLabel(training) })),
    ],
  };
}

/** Whether an answer was no is the business of what was asked, not of the run. */
export function runState({ state: { status, warnings } }: RunFacts): NodeState {
  switch (status) {
    case 'starting':
    case 'running':
      return 'running';
    case 'failed':
    case 'lost':
      return 'error';
    case 'stopped':
      return 'warning';
    case 'done':
    case 'skipped':
      return warnings.length > 0 ? 'warning' : 'ok';
  }
}

const trialLabel = ({ record, state }: RunFacts) =>
  state.training ? parameters(state.training.params) : record.id;

/** A retraining trains the challenger, and a twin of it that its threshold is chosen by. */
function trainingLabel({ record }: RunFacts): string {
  const { data } = record.request as { readonly data?: { readonly keptBack?: number } };
  return data?.keptBack === undefined
    ? 'Challenger'
    : `Same recipe without the newest ${counted(data.keptBack, 'row')}`;
}

function partRow(run: RunFacts, { of, label }: { readonly of: string; readonly label: string }): CatalogNode {
  const { record, state } = run;
  return {
    // One that the tuning found done has a row of its own elsewhere.
    id: record.parent === of ? `run:${record.id}` : `run:${of}:${record.id}`,
    kind: 'run',
    label,
    description: joined(
      runState(run) === 'error' ? `${state.status}: ${firstLine(whyFailed(run))}` : statusText(run),
      warningText(run),
    ),
    ...(state.warnings.length > 0 ? { tooltip: tooltip(record.id, [], state.warnings.join('\n')) } : {}),
    state: runState(run),
    about: { ...(record.name === undefined ? {} : { name: record.name }), run: record.id, stage: 'train' },
    children: [],
  };
}

/** How a run goes, or what came of it. */
export function statusText({ state: { status, outcome, progress, metrics } }: RunFacts): string {
  if (!hasEnded(status))
    return joined(status === 'starting' ? 'starting' : 'running', progressText(progress));
  if (outcome?.figure !== undefined) return outcome.figure;
  const figures = Object.entries(metrics).slice(0, 2);
  if (figures.length > 0)
    return joined(...figures.map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`));
  return outcome ? firstLine(outcome.summary) : status;
}

function progressText(progress: RunFacts['state']['progress']): string | undefined {
  if (!progress) return undefined;
  const { message, done, total, secondsLeft } = progress;
  const share =
    done !== undefined && total !== undefined && total > 0 ? ` ${Math.floor((100 * done) / total)}%` : '';
  return joined(`${message}${share}`, secondsLeft === undefined ? undefined : timeLeft(secondsLeft));
}

/** `count`: of all that it tried, where that is known: of old ones not all are read. */
function trialText(trials: readonly RunFacts[], count = trials.length): string | undefined {
  if (count === 0) return undefined;
  const failed = trials.filter((trial) => runState(trial) === 'error').length;
  return `${counted(count, 'trial')}${failed > 0 ? `, ${failed} failed` : ''}`;
}

const warningText = ({ state: { warnings } }: RunFacts) =>
  warnings.length > 0 ? counted(warnings.length, 'warning') : undefined;

const parameters = (params: Readonly<Record<string, string | number | boolean>>) =>
  Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
