// What a deployment needs next: an answer to an alert, to be deployed, to be used, to be judged.
import type { MonitorSettings } from '../manifest/manifest';
import { pasteAt } from '../manifest/paste';
import { answerText, answerTo } from '../monitor/answer';
import { outcomesToName, withoutOutcomes } from '../monitor/outcomes';
import { judgedOtherwise, outdatedTexts, rulesOf } from '../monitor/rules';
import type { Alert } from '../monitor/window';
import { places } from '../places';
import { barrierText } from './barrier';
import { deploymentStanding, type DeploymentStanding } from './deploymentStanding';
import type { CatalogFacts } from './facts';
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
  const alarms = [...anew, ...standing.open.flatMap((alert) => stepFor(facts, standing, alert))];
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

function stepFor(facts: CatalogFacts, standing: DeploymentStanding, alert: Alert): readonly NextStep[] {
  const { name, model, wanted, monitor } = standing;
  const { message, severity } = alert.opened;
  if (running(facts, ['retrain'], model).length > 0) return [];
  const answer = answerTo(alert, standing);
  const told = `${sentence(message)} ${answerText(answer)}`;
  const atMonitor = { stage: 'monitor', ...(monitor ? byRunning('monitor', name) : {}), name } as const;
  switch (answer.kind) {
    case 'watch':
      if (standing.due !== undefined) return []; // to be deployed comes first
      return [{ ...atMonitor, severity: 'info', title: `Watch version ${wanted} of ${model}`, why: told }];
    case 'look':
      return [
        {
          ...atMonitor,
          severity,
          title: `Look at ${name}`,
          why: told,
          isLook: true,
        },
      ];
    case 'retrain':
      return [
        runningStage(facts, {
          stage: 'retrain',
          subject: model,
          severity,
          title: `Retrain ${model}`,
          why: answer.since === undefined ? sentence(message) : `${sentence(message)} ${answer.since}`,
          isAlarm: true,
        }),
      ];
  }
}

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
  if (judged && !failure && judged.record.at >= own.lastPrediction)
    return namingOutcomes(facts, standing, monitor);
  const why = judged
    ? 'There are predictions newer than its last judgement.'
    : 'Its predictions were never judged.';
  return [judging(facts, { name, severity: 'info', why })];
}

function namingOutcomes(
  { manifest }: CatalogFacts,
  { name, registry, answering }: DeploymentStanding,
  monitor: MonitorSettings,
): readonly NextStep[] {
  const why = withoutOutcomes(name, monitor);
  if (why === undefined) return [];
  const measured = registry.versions.find(({ version }) => version === answering)?.metrics.values;
  return [
    {
      stage: 'mend',
      severity: 'info',
      title: `Name the outcomes of ${name}`,
      why,
      paste: pasteAt(manifest, ['monitors', name], outcomesToName(manifest, name, measured)),
      name,
      section: 'monitors',
      path: places.manifest,
    },
  ];
}
