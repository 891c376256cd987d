// The process: what is wrong with the manifest, what to do next, goals and how far they are reached, where each model stands, who decides.
import type { Problem } from '../errors';
import { goalVerdict } from '../evaluate/goalVerdict';
import { formatInterval } from '../evaluate/interval';
import { deploymentStanding } from './deploymentStanding';
import type { CatalogFacts, RunFacts } from './facts';
import { brokenRow, failureRows, problemRow } from './failures';
import { count, counted } from '../figures';
import { places } from '../places';
import { joined, tooltip } from './format';
import { modelStanding } from './modelStanding';
import { goingOn, whyNothing } from './next';
import type { NextStep } from './nextStep';
import { worstOf, type CatalogNode, type NodeState } from './node';
import { statusText } from './runNodes';
import { stageRows, type StageRow } from './stageRows';
import { verbOf } from './words';

const stepsShown = 5;
const problemsShown = 5;

export function processNodes(facts: CatalogFacts, next: readonly NextStep[]): readonly CatalogNode[] {
  return [
    ...problemRows(facts, 'error'),
    ...brokenRuns(facts),
    ...nextRows(facts, next),
    ...problemRows(facts, 'warning'),
    ...facts.entries.filter(({ section }) => section === 'goals').map(({ name }) => goalRow(facts, name)),
    ...Object.keys(facts.manifest.models ?? {}).flatMap((name) => modelRow(facts, name)),
    ...roleRows(facts),
  ];
}

/** The first few: the Problems panel has all of them. */
function problemRows({ problems }: CatalogFacts, severity: Problem['severity']): readonly CatalogNode[] {
  const wanted = problems
    .map((problem, index) => ({ problem, id: `all:${index}` }))
    .filter(({ problem }) => problem.severity === severity);
  const [hidden] = wanted.slice(problemsShown);
  const more: CatalogNode = {
    id: `more:problems:${severity}`,
    kind: 'more',
    label: `${count(wanted.length - problemsShown)} more in the Problems panel`,
    state: severity,
    about: {
      path: places.manifest,
      ...(hidden?.problem.line === undefined ? {} : { line: hidden.problem.line }),
    },
    children: [],
  };
  return [
    ...wanted.slice(0, problemsShown).map(({ problem, id }) => problemRow(problem, id)),
    ...(hidden ? [more] : []),
  ];
}

function nextRows(facts: CatalogFacts, next: readonly NextStep[]): readonly CatalogNode[] {
  // mistakes of the manifest have rows of their own
  const steps = next.filter(({ stage, name }) => stage !== 'mend' || name !== undefined);
  if (next.length === 0 && facts.hasManifest) {
    const going = goingOn(facts);
    if (going) return [goingRow(going)];
    return [
      {
        id: 'next:nothing',
        kind: 'next',
        label: 'Nothing to do',
        description: whyNothing(facts),
        state: 'ok',
        about: {},
        children: [],
      },
    ];
  }
  return steps
    .slice(0, stepsShown)
    .map(
      (
        {
          stage,
          severity,
          title,
          why,
          change,
          before: _before,
          paste: _paste,
          command,
          remedy,
          isLook,
          ...about
        },
        index,
      ) => ({
        id: `next:${stage}:${title}`,
        kind: 'next',
        label: index === 0 ? `Next: ${title}` : title,
        description: [why, change].filter(Boolean).join(' '),
        tooltip: tooltip(title, [['Command', command]], [why, change].filter(Boolean).join('\n')),
        state: severity === 'info' ? 'unknown' : severity,
        about: {
          ...about,
          ...(stage === 'init' || stage === 'mend' || stage === 'approve' || stage === 'predict'
            ? {}
            : { stage }),
        },
        ...(command === undefined ? {} : { fix: command }),
        ...(remedy ? { remedy } : {}),
        ...(isLook ? { isLook } : {}),
        children: [],
      }),
    );
}

/** Where all that is due waits for what is under way. */
const goingRow = (run: RunFacts): CatalogNode => ({
  id: `next:${run.record.id}`,
  kind: 'next',
  label: [verbOf(run.record.stage), run.record.name].filter(Boolean).join(' '),
  description: statusText(run),
  state: 'running',
  about: { ...(run.record.name === undefined ? {} : { name: run.record.name }), run: run.record.id },
  children: [],
});

/** Runs whose files cannot be read; of older ones the first few are enough. */
function brokenRuns({ broken }: CatalogFacts): readonly CatalogNode[] {
  return broken
    .filter(({ section }) => section === 'runs')
    .slice(0, stepsShown)
    .map(brokenRow);
}

function goalRow(facts: CatalogFacts, name: string): CatalogNode {
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
    const value = standing?.champion?.metrics.values[goal.metric];
    if (!standing?.champion || !value)
      return { state: 'unknown', text: `${standing?.name} has no ${standing?.alias}` };
    return {
      state: goalVerdict(value, goal.target).isMet ? 'ok' : 'warning',
      text: `${standing.name}@${standing.champion.version} ${formatInterval(value)}`,
    };
  });
  const alerts = models.flatMap((standing) => performanceAlerts(facts, standing?.name));
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

function performanceAlerts(facts: CatalogFacts, model: string | undefined): readonly string[] {
  return Object.keys(facts.manifest.deployments ?? {}).flatMap((name) => {
    const standing = deploymentStanding(facts, name);
    if (!standing || standing.model !== model) return [];
    return standing.open
      .filter(({ opened }) => opened.about === 'performance')
      .map(({ opened }) => opened.message);
  });
}

function modelRow(facts: CatalogFacts, name: string): readonly CatalogNode[] {
  const standing = modelStanding(facts, name);
  if (!standing) return [];
  const rows = stageRows(facts, standing);
  const children = rows.map(({ node }) => node);
  const numberOf = (wanted: StageRow['progress']) =>
    rows.filter(({ progress }) => progress === wanted).length;
  const failed = numberOf('failed');
  const outdated = rows.filter(({ node, progress }) => progress === 'done' && node.state === 'stale').length;
  return [
    {
      id: `process:${name}`,
      kind: 'model',
      label: name,
      description: joined(
        standing.champion ? `${standing.alias} is version ${standing.champion.version}` : undefined,
        `${numberOf('done') - outdated} of ${children.length} stages`,
        outdated > 0 ? `${outdated} out of date` : undefined,
        failed > 0 ? `${failed} failed` : undefined,
      ),
      state: worstOf(children.map(({ state }) => state)),
      about: { name },
      children,
    },
  ];
}

function roleRows({ manifest: { roles } }: CatalogFacts): readonly CatalogNode[] {
  const row = (label: string, people: readonly string[]): readonly CatalogNode[] =>
    people.length === 0
      ? []
      : [
          {
            id: `role:${label}`,
            kind: 'role',
            label,
            description: people.join(', '),
            state: 'ok',
            about: { path: places.manifest },
            children: [],
          },
        ];
  const children = [
    ...row('Owner', roles?.owner === undefined ? [] : [roles.owner]),
    ...row('Approvers', roles?.approvers ?? []),
  ];
  if (children.length === 0) return [];
  return [
    {
      id: 'roles',
      kind: 'group',
      label: 'Roles',
      description: joined(
        roles?.owner === undefined ? undefined : `owner ${roles.owner}`,
        roles?.approvers?.length ? counted(roles.approvers.length, 'approver') : undefined,
      ),
      state: 'ok',
      about: { path: places.manifest },
      children,
    },
  ];
}
