// A goal as a row of the process: how far each model that is made for it has reached it, and whether it is kept in production.
import { goalVerdict } from '../evaluate/goalVerdict';
import { formatInterval } from '../evaluate/interval';
import { deploymentStanding } from './deploymentStanding';
import { failureRows } from './failures';
import type { CatalogFacts } from './facts';
import { joined, tooltip } from './format';
import { modelStanding, type ModelStanding } from './modelStanding';
import { worstOf, type CatalogNode, type NodeState } from './node';

export function goalNode(facts: CatalogFacts, name: string): CatalogNode {
  const goal = facts.manifest.goals?.[name];
  const failures = failureRows(facts, 'goals', name, []);
  const base = {
    id: `goal:${name}`,
    kind: 'goal',
    label: `Goal ${name}`,
    about: { name },
    children: failures,
  } as const;
  if (!goal) return { ...base, description: 'not readable', state: 'error' };
  const models = Object.keys(facts.manifest.models ?? {})
    .map((model) => modelStanding(facts, model))
    .filter((standing) => standing?.settings.goal === name);
  const reached = models.map((standing): { readonly state: NodeState; readonly text: string } => {
    const verdict = standing?.champion && goalVerdict(standing.champion.metrics.values, goal);
    if (!standing?.champion || !verdict?.figure)
      return { state: 'unknown', text: `${standing?.name} has no ${standing?.alias}` };
    return {
      state: verdict.isMet ? 'ok' : 'warning',
      text: `${standing.name}@${standing.champion.version} ${formatInterval(verdict.figure)}`,
    };
  });
  const alerts = models.flatMap((standing) => (standing ? performanceAlerts(facts, standing) : []));
  return {
    ...base,
    description: joined(
      `${goal.metric} ${goal.target}`,
      ...reached.map(({ text }) => text),
      alerts.length > 0 ? 'not met in production' : undefined,
    ),
    tooltip: tooltip(
      name,
      [
        ['Metric', `${goal.metric} ${goal.target}`],
        ['Reached', reached.map(({ text }) => text).join(', ') || undefined],
        ...alerts.map((message) => ['In production', message] as const),
      ],
      goal.statement,
    ),
    state: worstOf([
      ...reached.map(({ state }) => state),
      ...(alerts.length > 0 ? (['error'] as const) : []),
    ]),
  };
}

/** Of the version whose figure the row shows: what another one fell to says nothing of it. */
function performanceAlerts(facts: CatalogFacts, { name: model, champion }: ModelStanding): readonly string[] {
  return Object.keys(facts.manifest.deployments ?? {}).flatMap((name) => {
    const standing = deploymentStanding(facts, name);
    if (standing?.model !== model) return [];
    return standing.open
      .filter(({ opened }) => opened.about === 'performance' && opened.version === champion?.version)
      .map(({ opened }) => opened.message);
  });
}
