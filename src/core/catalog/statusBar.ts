// The one status item: quiet when all is well, the count and the worst alert when not.
import { formatProblem } from '../errors';
import { deploymentStanding } from './deploymentStanding';
import type { CatalogFacts } from './facts';
import { counted, escaped } from './format';

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
  readonly severity: 'warning' | 'error';
  readonly short: string;
  readonly message: string;
  readonly next: string;
  readonly node: string;
}

/** Over all projects that are open. */
export function statusItem(projects: readonly CatalogFacts[]): StatusItem {
  const alerts = projects
    .flatMap((facts) =>
      Object.keys(facts.manifest.deployments ?? {}).flatMap((name) => ofDeployment(facts, name)),
    )
    .sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  const mistakes = projects.flatMap(mistakesOf);
  const [worst] = alerts;
  const [mistake] = mistakes;
  const told = worst ?? mistake;
  if (!told) return { text: 'Lifecycle', tooltip: 'Model Lifecycle: no alert is open.', severity: 'none' };
  return {
    text: worst ? `${counted(alerts.length, 'alert')}: ${worst.short}` : told.short,
    tooltip: [...alerts, ...mistakes]
      .slice(0, 10)
      .map(({ message, next }) => `- ${escaped(`${message} ${next}`.trim())}`)
      .join('\n'),
    severity: told.severity,
    cause: told.node,
  };
}

function mistakesOf({ problems }: CatalogFacts): readonly Trouble[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return [];
  return [
    {
      severity: 'error',
      short: `lifecycle.yaml has ${counted(errors.length, 'mistake')}`,
      message: formatProblem(first),
      next: '',
      node: `problem:all:${problems.indexOf(first)}`,
    },
  ];
}

function ofDeployment(facts: CatalogFacts, name: string): readonly Trouble[] {
  const standing = deploymentStanding(facts, name);
  if (!standing) return [];
  const isShown = standing.monitor?.alert?.includes('status') ?? true;
  const isDown = standing.facts.isAlive === false;
  return [
    ...(isDown
      ? [
          {
            severity: 'error' as const,
            short: `${name} is down`,
            message: `The server of ${name} is not running.`,
            next: `Start it again: lifecycle deploy ${name}`,
            node: `endpoint:${name}`,
          },
        ]
      : []),
    ...(isShown
      ? standing.open.map(({ opened }) => ({
          severity: opened.severity,
          short: `${opened.about} of ${name}`,
          message: opened.message,
          next: opened.next,
          node: `alert:${name}:${opened.alert}`,
        }))
      : []),
  ];
}
