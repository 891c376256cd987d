// Where each model stands: one row for each verb of its life, from its data to its retraining.
import { formatInterval } from '../evaluate/interval';
import type { StageName } from '../run/run';
import { dataState, ofToday, datasetStanding, dataStages, type DataStage } from './datasetStanding';
import { deploymentStanding } from './deploymentStanding';
import type { CatalogFacts, RunFacts } from './facts';
import { counted } from '../figures';
import { duration, firstLine, joined, tooltip } from './format';
import { day, minute } from '../times';
import { refusalNow, type ModelStanding } from './modelStanding';
import { worstOf, type CatalogNode, type NodeState } from './node';
import { lastDone, lastFailure, running, whatHelps, whyFailed } from './runsAbout';
import { verbOf } from './words';

interface Stand {
  readonly stage: StageName;
  /** What the verb would be told: a dataset, the model, a deployment. */
  readonly subject: string;
  /** As it is by its results; work going on and failures go before. */
  readonly state: NodeState;
  readonly text: string;
  /** Where the state does not say it: what is known of a stage is done. */
  readonly progress?: Progress;
}

/** `failed`: its newest run, or what that found; `open`: never done. */
type Progress = 'done' | 'failed' | 'open';

export interface StageRow {
  readonly node: CatalogNode;
  readonly progress: Progress;
}

export function stageRows(facts: CatalogFacts, standing: ModelStanding): readonly StageRow[] {
  const stands = [...ofData(facts, standing), ...ofModel(facts, standing), ...inProduction(facts, standing)];
  return stands.map(({ stage, subject, state, text, progress }): StageRow => {
    const [going] = running(facts, [stage], subject);
    const failure = going ? undefined : lastFailure(facts, stage, subject);
    const told = going ?? failure;
    const node: CatalogNode = {
      id: `stage:${standing.name}:${stage}:${subject}`,
      kind: 'stage',
      label: verbOf(stage),
      description: going ? 'running' : failure ? `failed: ${firstLine(whyFailed(failure))}` : firstLine(text),
      tooltip: explained(facts, { stage, subject, text }, told ?? lastDone(facts, stage, subject)),
      state: going ? 'running' : failure ? 'error' : state,
      about: { name: subject, stage, ...(told ? { run: told.record.id } : {}) },
      ...(failure ? whatHelps(failure) : {}),
      children: [],
    };
    return { node, progress: failure ? 'failed' : (progress ?? (state === 'unknown' ? 'open' : 'done')) };
  });
}

/** What the row says, and the run it rests on: when, how long, which. */
function explained(
  { zone }: CatalogFacts,
  { stage, subject, text }: Pick<Stand, 'stage' | 'subject' | 'text'>,
  run: RunFacts | undefined,
): string {
  const state = run?.state;
  const isBad = state?.status === 'failed' || state?.status === 'lost';
  return tooltip(
    `${verbOf(stage)} ${subject}`,
    [
      ['Started', run && minute(run.record.at, zone)],
      ['Took', duration(run?.record.at, state?.endedAt)],
      ['Run', run?.record.id],
    ],
    run && isBad ? [whyFailed(run), state.error?.hint].filter(Boolean).join('\n') : text,
  );
}

function ofData(facts: CatalogFacts, { dataset }: ModelStanding): readonly Stand[] {
  const standing = dataset === undefined ? undefined : datasetStanding(facts, dataset);
  if (!standing) return [];
  const { name: subject, facts: own, due, open, failedExpectations } = standing;
  const errors = open.filter(({ severity }) => severity === 'error').length + failedExpectations.length;
  const texts: Readonly<Record<DataStage, string>> = {
    collect: joined(subject, own.collected && day(own.collected.at, facts.zone)),
    prepare: joined(subject, own.prepared && counted(own.prepared.rows, 'row')),
    check: own.check?.passed ? 'passed' : `failed: ${counted(errors, 'error')}`,
  };
  return dataStages.map((stage): Stand => {
    const state = dataState(standing, stage);
    if (state === 'unknown') return { stage, subject, state, text: 'not yet' };
    if (due?.stage === stage) return { stage, subject, state, text: due.why };
    const text = joined(texts[stage], state === 'stale' ? 'out of date' : undefined, ofToday(standing));
    return { stage, subject, state, text, progress: state === 'error' ? 'failed' : 'done' };
  });
}

function ofModel(facts: CatalogFacts, standing: ModelStanding): readonly Stand[] {
  const { name: subject, settings, candidate, newest, champion, alias, hasNewData, change } = standing;
  const tuned = lastDone(facts, 'tune', subject);
  const refusal = newest && refusalNow(facts, newest);
  const isThere = candidate !== undefined || newest !== undefined;
  const changed = hasNewData ? 'its data has changed' : change;
  return [
    {
      stage: 'train',
      subject,
      state: !isThere ? 'unknown' : changed === undefined ? 'ok' : 'stale',
      text: !isThere
        ? 'not yet'
        : changed !== undefined
          ? `${changed} since`
          : candidate
            ? minute(candidate.run.record.at, facts.zone)
            : 'done',
    },
    ...(settings.tune
      ? [
          {
            stage: 'tune' as const,
            subject,
            ...(!tuned
              ? ({ state: 'unknown', text: 'not yet' } as const)
              : change !== undefined
                ? ({ state: 'stale', text: `${change} since` } as const)
                : {
                    state: 'ok' as const,
                    text: tuned.state.outcome?.figure ?? tuned.state.outcome?.summary ?? 'done',
                  }),
          },
        ]
      : []),
    { stage: 'evaluate', subject, ...evaluated(facts, standing) },
    { stage: 'register', subject, ...registered(standing) },
    {
      stage: 'promote',
      subject,
      state: champion ? 'ok' : refusal ? 'warning' : 'unknown',
      progress: champion ? 'done' : 'open',
      text:
        joined(
          champion ? `${alias} is version ${champion.version}` : undefined,
          refusal ? `version ${newest?.version} refused` : undefined,
        ) || 'not yet',
    },
  ];
}

/** Of the candidate; where there is none, of whatever was measured last. */
function evaluated(
  facts: CatalogFacts,
  { name, candidate, newest, goal, isPreparedAnew }: ModelStanding,
): Pick<Stand, 'state' | 'text'> {
  const last = lastDone(facts, 'evaluate', name);
  const measured = candidate ? candidate.measured : newest && { metrics: newest.metrics.values };
  if (!measured && !last && !newest) return { state: 'unknown', text: 'not yet' };
  if (candidate && !measured)
    return {
      state: 'stale',
      text: isPreparedAnew ? 'its test rows have changed since' : 'its newest training is not measured',
    };
  if (candidate?.measured?.standing === 'otherwise')
    return { state: 'stale', text: 'by other settings or rules than those of now' };
  const metrics = measured?.metrics ?? {};
  const metric = goal?.metric ?? Object.keys(metrics)[0] ?? '';
  const value = metrics[metric];
  return {
    state: 'ok',
    text: value ? `${metric} ${formatInterval(value)}` : (last?.state.outcome?.figure ?? 'done'),
  };
}

function registered({
  newest,
  isUnregistered,
  isPreparedAnew,
}: ModelStanding): Pick<Stand, 'state' | 'text'> {
  if (!newest) return { state: 'unknown', text: 'not yet' };
  const text = `version ${newest.version}`;
  return isUnregistered
    ? {
        state: 'stale',
        text: joined(
          text,
          isPreparedAnew ? 'its preparation has changed since' : 'its newest training is no version',
        ),
      }
    : { state: 'ok', text };
}

function inProduction(facts: CatalogFacts, { name }: ModelStanding): readonly Stand[] {
  const deployments = Object.keys(facts.manifest.deployments ?? {})
    .map((deployment) => deploymentStanding(facts, deployment))
    .filter((standing) => standing?.model === name);
  return deployments.flatMap((standing): readonly Stand[] => {
    if (!standing) return [];
    const { name: subject, facts: own, due, barred, isDown, monitor, windows, open } = standing;
    const last = lastDone(facts, 'retrain', name);
    return [
      {
        stage: 'deploy',
        subject,
        state: isDown ? 'error' : !own.state ? 'unknown' : (due ?? barred) === undefined ? 'ok' : 'stale',
        text: joined(
          subject,
          own.state
            ? (due ?? barred?.message ?? `version ${own.state.version}`)
            : (barred?.message ?? 'not yet'),
          own.isOfToday ? 'as it is today' : undefined,
        ),
      },
      ...(monitor
        ? [
            {
              stage: 'monitor' as const,
              subject,
              state:
                windows.length === 0
                  ? 'unknown'
                  : worstOf(['ok', ...open.map(({ opened }) => opened.severity)]),
              text:
                windows.length === 0
                  ? 'not yet'
                  : joined(
                      counted(windows.length, 'window'),
                      open.length > 0 ? counted(open.length, 'alert') : 'no alert',
                    ),
            },
          ]
        : []),
      ...(monitor?.retrain
        ? [
            {
              stage: 'retrain' as const,
              subject: name,
              state: last ? 'ok' : 'unknown',
              text: last ? (last.state.outcome?.summary ?? minute(last.record.at, facts.zone)) : 'not yet',
            } satisfies Stand,
          ]
        : []),
    ];
  });
}
