// What a deployment needs next: an answer to an alert, to be deployed, to be used, to be judged.
import { pasteAt } from '../manifest/paste';
import { adviceOn, callsForRetraining } from '../monitor/advice';
import { judgedOtherwise, outdatedTexts, rulesOf } from '../monitor/rules';
import type { Alert } from '../monitor/window';
import { places } from '../places';
import { wasPromoted } from '../registry/letThrough';
import type { Version } from '../registry/version';
import { barrierText } from './barrier';
import { deploymentStanding, type DeploymentStanding } from './deploymentStanding';
import type { CatalogFacts } from './facts';
import { modelStanding, registryOf } from './modelStanding';
import { byRunning, runningStage, type NextStep } from './nextStep';
import { lastDone, lastFailure, running } from './runsAbout';
import { sentence } from './words';

export interface DeploymentSteps {
  readonly alarms: readonly NextStep[];
  readonly steps: readonly NextStep[];
}

export function nextForDeployment(facts: CatalogFacts, name: string): DeploymentSteps {
  const standing = deploymentStanding(facts, name);
  if (!standing || running(facts, ['deploy', 'monitor'], name).length > 0) return { alarms: [], steps: [] };
  const anew = judgingAnew(facts, standing);
  const alarms = [...anew, ...standing.open.flatMap((alert) => answerTo(facts, standing, alert))];
  if (standing.due !== undefined) return { alarms, steps: [deploying(facts, standing)] };
  return {
    alarms,
    steps: [...mending(standing), ...(anew.length > 0 ? [] : watching(facts, standing))],
  };
}

/** Before what its alerts call for, deployed or not: they were told by rules that lifecycle.yaml no longer has. */
function judgingAnew(facts: CatalogFacts, { name, facts: own, windows, open }: DeploymentStanding) {
  const rules = rulesOf(facts.manifest, name);
  const outdated = outdatedTexts(judgedOtherwise(windows, rules), rules);
  if (!outdated || own.isOfToday) return [];
  const severities = open.map(({ opened }) => opened.severity);
  const severity = (['error', 'warning'] as const).find((one) => severities.includes(one)) ?? 'info';
  return [judging(facts, { name, severity, why: outdated.due })];
}

const judging = (
  facts: CatalogFacts,
  {
    name,
    severity,
    why,
  }: { readonly name: string; readonly severity: NextStep['severity']; readonly why: string },
): NextStep =>
  runningStage(facts, { stage: 'monitor', subject: name, severity, title: `Monitor ${name}`, why });

const mending = ({ name, barred }: DeploymentStanding): readonly NextStep[] =>
  barred === undefined
    ? []
    : [
        {
          stage: 'mend',
          severity: 'warning',
          title: `Mend ${name}`,
          why: barrierText(barred),
          name,
          section: 'deployments',
          path: places.manifest,
        },
      ];

function answerTo(facts: CatalogFacts, standing: DeploymentStanding, alert: Alert): readonly NextStep[] {
  const { name, model } = standing;
  const { opened } = alert;
  if (running(facts, ['retrain'], model).length > 0) return [];
  const answered = modelStanding(facts, model)?.newest;
  const isAnswered =
    answered !== undefined && answered.version !== opened.version && answered.at >= opened.at;
  const follower =
    standing.wanted !== undefined && standing.wanted > opened.version ? standing.wanted : undefined;
  if (follower !== undefined)
    return [
      {
        stage: 'monitor',
        severity: 'info',
        title: `Watch version ${follower} of ${model}`,
        why: `${sentence(opened.message)} Version ${follower} took its place since; this alert ends with the first window of its own answers.`,
        ...byRunning('monitor', name),
        name,
      },
    ];
  const isMadeLater =
    facts.isPast === true &&
    !registryOf(facts, model).versions.some(({ version }) => version === opened.version);
  if (isMadeLater || !callsForRetraining(alert, standing))
    return [
      {
        stage: 'monitor',
        severity: opened.severity,
        title: `Look at ${name}`,
        why: isMadeLater
          ? `${sentence(opened.message)} Version ${opened.version} was registered after the time asked for, so nothing can be made of it then.`
          : `${sentence(opened.message)} ${adviceOn(alert, standing)}`,
        isLook: true,
        ...byRunning('monitor', name),
        name,
      },
    ];
  const retraining = runningStage(facts, {
    stage: 'retrain',
    subject: model,
    severity: opened.severity,
    title: `Retrain ${model}`,
    why: `${sentence(opened.message)}${isAnswered ? ` ${unused(facts, answered)}` : ''}`,
  });
  const isRetrained = isAnswered && answered.lineage.span !== undefined;
  if (!isRetrained || hasNewerLabels(standing, answered.at)) return [retraining];
  return [
    {
      stage: 'monitor',
      severity: opened.severity,
      title: `Look at ${name}`,
      why: `${retraining.why} No labels have been judged since, so retraining would give the same: wait for more outcomes, or improve the model.`,
      isLook: true,
      ...byRunning('monitor', name),
      name,
    },
  ];
}

/** Why a version that was made since an alert opened does not answer, a sentence. */
function unused(facts: CatalogFacts, { model, version }: Version): string {
  const who = `Version ${version}, made since,`;
  return wasPromoted(registryOf(facts, model), version)
    ? `${who} was promoted once and does not answer now.`
    : `${who} did not take its place.`;
}

const hasNewerLabels = ({ windows }: DeploymentStanding, since: string) =>
  windows.some(({ judgedAt, labelled }) => labelled > 0 && judgedAt > since);

const deploying = (facts: CatalogFacts, { name, due = '', isDown }: DeploymentStanding): NextStep =>
  runningStage(facts, {
    stage: 'deploy',
    subject: name,
    severity: isDown ? 'error' : 'warning',
    title: `Deploy ${name}`,
    why: sentence(due),
  });

function watching(facts: CatalogFacts, standing: DeploymentStanding): readonly NextStep[] {
  const { name, facts: own, monitor } = standing;
  if (!own.state) return [];
  if (own.lastPrediction === undefined)
    return [
      {
        stage: 'predict',
        severity: 'info',
        title: `Use ${name}`,
        why: 'It answers, but nobody has asked it for a prediction yet.',
        ...byRunning('predict', name, '--input', 'FILE'),
        name,
      },
    ];
  if (!monitor)
    return [
      {
        stage: 'mend',
        severity: 'info',
        title: `Watch ${name}`,
        why: 'It answers, but no monitor watches it. Say how long a window is, and where the outcomes come to lie.',
        paste: pasteAt(facts.manifest, ['monitors', name], { window: '1 month' }),
        name,
        section: 'deployments',
        path: places.manifest,
      },
    ];
  const judged = lastDone(facts, 'monitor', name);
  const failure = lastFailure(facts, 'monitor', name);
  if (judged && !failure && judged.record.at >= own.lastPrediction) return [];
  const why = judged
    ? 'There are predictions newer than its last judgement.'
    : 'Its predictions were never judged.';
  return [judging(facts, { name, severity: 'info', why })];
}
