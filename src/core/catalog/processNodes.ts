// The process: what is wrong with the manifest, what to do next, goals and how far they are reached, where each model stands, who decides.
import type { Problem } from '../errors';
import type { CatalogFacts } from './facts';
import { brokenRow, problemRow } from './failures';
import { goalNode } from './goalNode';
import { count, counted } from '../figures';
import { places } from '../places';
import { joined } from './format';
import { modelStanding } from './modelStanding';
import { nextNodes } from './nextNodes';
import type { NextStep } from './nextStep';
import { worstOf, type CatalogNode } from './node';
import { stageRows, type StageRow } from './stageRows';

const problemsShown = 5;

export function processNodes(facts: CatalogFacts, next: readonly NextStep[]): readonly CatalogNode[] {
  return [
    ...problemRows(facts, 'error'),
    ...brokenRuns(facts),
    ...nextNodes(facts, next),
    ...problemRows(facts, 'warning'),
    ...facts.entries.filter(({ section }) => section === 'goals').map(({ name }) => goalNode(facts, name)),
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

/** Runs whose files cannot be read; of older ones the first few are enough. */
function brokenRuns({ broken }: CatalogFacts): readonly CatalogNode[] {
  return broken
    .filter(({ section }) => section === 'runs')
    .slice(0, problemsShown)
    .map(brokenRow);
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
