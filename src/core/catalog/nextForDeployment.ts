// What a deployment needs next: an answer to an alert, to be deployed, to be used, to be judged.
import type { Plain } from '../json';
import type { MonitorSettings } from '../manifest/manifest';
import { pasteAt } from '../manifest/paste';
import { answerText, answerTo, sinceText, type Answer } from '../monitor/answer';
import { outcomesToName, withoutFiles, withoutOutcomes, type MonitorDocument } from '../monitor/outcomes';
import { judgedOtherwise, outdatedTexts, rulesOf } from '../monitor/rules';
import type { Alert } from '../monitor/window';
import { places } from '../places';
import { barrierText } from './barrier';
import { deploymentStanding, type DeploymentStanding } from './deploymentStanding';
import type { CatalogFacts, RunFacts } from './facts';
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
  const alarms = [...anew, ...answering(facts, standing)];
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

interface Answered {
  readonly alert: Alert;
  readonly answer: Answer;
}

/** One step for all alerts that call for the same. */
function answering(facts: CatalogFacts, standing: DeploymentStanding): readonly NextStep[] {
  if (running(facts, ['retrain'], standing.model).length > 0) return [];
  const answered = standing.open.map((alert) => ({ alert, answer: answerTo(alert, standing) }));
  const kinds = new Set(answered.map(({ answer }) => answer.kind));
  return [...kinds].flatMap((kind) => {
    const [first, ...others] = answered.filter(({ answer }) => answer.kind === kind);
    return first ? stepFor(facts, standing, [first, ...others]) : [];
  });
}

function stepFor(
  facts: CatalogFacts,
  standing: DeploymentStanding,
  answered: readonly [Answered, ...Answered[]],
): readonly NextStep[] {
  const { name, model, wanted, monitor } = standing;
  const [{ answer }] = answered;
  const why = toldOf(answered);
  const severity = answered.some(({ alert }) => alert.opened.severity === 'error') ? 'error' : 'warning';
  const atMonitor = { stage: 'monitor', name, why } as const;
  const toJudge = monitor ? byRunning('monitor', name) : {};
  switch (answer.kind) {
    case 'watch': {
      if (standing.due !== undefined) return []; // to be deployed comes first
      const title = `Watch version ${wanted} of ${model}`;
      const isJudged = answered.every((one) => one.answer.isJudged);
      return [{ ...atMonitor, severity: 'info', title, ...(isJudged ? { isLook: true } : toJudge) }];
    }
    case 'look':
      return [{ ...atMonitor, severity, title: `Look at ${name}`, isLook: true, ...toJudge }];
    case 'retrain':
      return [
        runningStage(facts, {
          stage: 'retrain',
          subject: model,
          severity,
          title: `Retrain ${model}`,
          why,
          isAlarm: true,
        }),
      ];
  }
}

/** What several alerts in a row are answered is said once, after them; that it calls for retraining by the step itself. */
function toldOf(answered: readonly Answered[]): string {
  let inRow = 0;
  return answered
    .flatMap(({ alert, answer }, at) => {
      inRow += 1;
      const message = sentence(alert.opened.message);
      const next = answered[at + 1]?.answer;
      if (next && thenOf(next) === thenOf(answer)) return [message];
      const then = thenOf(answer, inRow);
      inRow = 0;
      return [message, then];
    })
    .filter((text) => text !== undefined)
    .join(' ');
}

const thenOf = (answer: Answer, alerts = 1) =>
  answer.kind === 'retrain' ? sinceText(answer) : answerText(answer, alerts);

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
    return [...namingOutcomes(facts, standing, monitor), ...bringingOutcomes(standing, monitor, judged)];
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

/** `judged`: its newest judgement. */
function bringingOutcomes(
  { name }: DeploymentStanding,
  { labels }: MonitorSettings,
  judged: RunFacts,
): readonly NextStep[] {
  const document = judged.state.outcome?.document as Plain<Partial<MonitorDocument>> | null | undefined;
  const unmatched = document?.monitors?.find((one) => one.name === name)?.unmatched;
  if (unmatched === undefined || unmatched !== labels?.path) return [];
  return [
    {
      stage: 'monitor',
      severity: 'info',
      title: `Bring the outcomes of ${name}`,
      ...withoutFiles(unmatched),
      ...byRunning('monitor', name),
      name,
    },
  ];
}
