// The one status item: quiet when all is well; what is worst, and how many alerts are open, when not.
import { problemText } from '../errors';
import { answerText, answerTo } from '../monitor/answer';
import { barrierText } from './barrier';
import { deploymentStanding, type DeploymentStanding } from './deploymentStanding';
import { stagesOf } from './failures';
import type { CatalogFacts } from './facts';
import { counted } from '../figures';
import { escaped, firstLine } from './format';
import { lastFailure, whyFailed } from './runsAbout';
import { verbOf } from './words';

export interface StatusItem {
  /** Without icon. */
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  readonly severity: 'none' | 'warning' | 'error';
  /** Id of the catalog's row that is the cause of the worst; undefined when all is well. */
  readonly cause?: string;
}

interface Trouble {
  readonly kind: 'alert' | 'down' | 'mistake' | 'failure';
  readonly severity: 'warning' | 'error';
  readonly short: string;
  readonly message: string;
  readonly next: string;
  readonly node: string;
}

/** Over all projects that are open. */
export function statusItem(projects: readonly CatalogFacts[]): StatusItem {
  const standings = projects.flatMap((facts) =>
    Object.keys(facts.manifest.deployments ?? {}).flatMap((name) => deploymentStanding(facts, name) ?? []),
  );
  const alerts = standings.flatMap(alertsOf);
  const troubles: readonly Trouble[] = [
    ...standings.flatMap(downOf),
    ...alerts,
    ...projects.flatMap(mistakesOf),
    ...projects.flatMap(failuresOf),
  ];
  const worst = troubles.find(({ severity }) => severity === 'error') ?? troubles[0];
  if (!worst) return { text: 'Lifecycle', tooltip: 'Model Lifecycle: nothing is wrong.', severity: 'none' };
  const others = alerts.length > 0 ? `, ${counted(alerts.length, 'alert')}` : '';
  return {
    text:
      worst.kind === 'alert'
        ? `${counted(alerts.length, 'alert')}: ${worst.short}`
        : `${worst.short}${others}`,
    tooltip: [worst, ...troubles.filter((trouble) => trouble !== worst)]
      .slice(0, 10)
      .map(({ message, next }) => `- ${escaped(`${message} ${next}`.trim())}`)
      .join('\n'),
    severity: worst.severity,
    cause: worst.node,
  };
}

function downOf({ name, facts, isDown, barred }: DeploymentStanding): readonly Trouble[] {
  if (!isDown) return [];
  return [
    {
      kind: 'down',
      severity: 'error',
      short: `${name} is down`,
      message: `The server of ${name} (${facts.state?.url}) is not running.`,
      next: barred ? barrierText(barred) : 'Deploy it again.',
      node: `endpoint:${name}`,
    },
  ];
}

function alertsOf(standing: DeploymentStanding): readonly Trouble[] {
  const { name, monitor, open } = standing;
  const isShown = monitor?.alert === undefined || monitor.alert.includes('status');
  return (isShown ? open : []).map((alert) => ({
    kind: 'alert',
    severity: alert.opened.severity,
    short: `${alert.opened.about} of ${name}`,
    message: alert.opened.message,
    next: answerText(answerTo(alert, standing)),
    node: `alert:${name}:${alert.opened.alert}`,
  }));
}

function mistakesOf({ problems }: CatalogFacts): readonly Trouble[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return [];
  return [
    {
      kind: 'mistake',
      severity: 'error',
      short: `lifecycle.yaml has ${counted(errors.length, 'mistake')}`,
      message: problemText(first),
      next: '',
      node: `problem:all:${problems.indexOf(first)}`,
    },
  ];
}

/** Stages whose newest run failed: they have a row of their own too. */
function failuresOf(facts: CatalogFacts): readonly Trouble[] {
  const asked = (['datasets', 'models', 'deployments'] as const).flatMap((section) =>
    Object.keys(facts.manifest[section] ?? {}).flatMap((name) =>
      stagesOf[section].map((stage) => ({ name, stage })),
    ),
  );
  return asked.flatMap(({ name, stage }): readonly Trouble[] => {
    const run = lastFailure(facts, stage, name);
    if (!run) return [];
    const short = `${verbOf(stage)} ${name} ${run.state.status === 'lost' ? 'was lost' : 'failed'}`;
    return [
      {
        kind: 'failure',
        severity: 'error',
        short,
        message: `${short}: ${firstLine(whyFailed(run))}`,
        next: run.state.error?.hint ?? '',
        node: `failure:${run.record.id}:${name}`,
      },
    ];
  });
}
