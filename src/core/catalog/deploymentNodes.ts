// The deployments of the tree: the endpoint, its monitor's newest windows, its alerts.
import { formatInterval } from '../evaluate/interval';
import { spanText } from '../monitor/alerts';
import type { Alert, Window } from '../monitor/window';
import { deploymentStanding, type DeploymentStanding } from './deploymentStanding';
import { failureRows } from './failures';
import type { CatalogFacts } from './facts';
import { count, counted, day, joined, minute, tooltip } from './format';
import { worstOf, type CatalogNode, type NodeState } from './node';
import { runRow } from './runNodes';
import { running } from './runsAbout';
import { sentence } from './words';

const windowsShown = 6;
const resolvedShown = 5;

/** Every deployment the manifest names, in its order, wrong ones too. */
export function deploymentNodes(facts: CatalogFacts): readonly CatalogNode[] {
  return facts.declared
    .filter(({ section }) => section === 'deployments')
    .map(({ name }) => {
      const standing = deploymentStanding(facts, name);
      const failures = [
        ...failureRows(facts, 'deployments', name, ['deploy', 'monitor']),
        ...failureRows(facts, 'monitors', name, []),
      ];
      const going = running(facts, ['deploy', 'monitor'], name).map((run) => runRow(facts, run));
      const parts = standing ? partsOf(standing) : [];
      const children = [...failures, ...going, ...parts];
      return {
        id: `deployment:${name}`,
        kind: 'deployment',
        label: name,
        description: standing ? figures(standing) : 'not readable',
        ...(standing ? { tooltip: explained(standing) } : {}),
        state: worstOf(children.map(({ state }) => state)),
        about: { name },
        children,
      };
    });
}

function figures({ facts: { state }, settings, due, open }: DeploymentStanding): string {
  return joined(
    state ? `${state.model}@${state.version}` : settings.model,
    state ? (due === undefined ? undefined : 'out of date') : 'not deployed',
    open.length > 0 ? counted(open.length, 'alert') : undefined,
  );
}

function explained({ name, settings, facts: { state }, due }: DeploymentStanding): string {
  return tooltip(
    name,
    [
      ['Model', settings.model],
      ['Target', settings.target],
      ['Address', state?.url],
      ['Since', state && minute(state.at)],
    ],
    due === undefined ? undefined : sentence(due),
  );
}

function partsOf(standing: DeploymentStanding): readonly CatalogNode[] {
  const resolved = standing.alerts.filter((alert) => alert.resolved !== undefined).slice(0, resolvedShown);
  return [
    ...standing.open.map((alert) => alertRow(standing.name, alert)),
    endpointRow(standing),
    ...(standing.monitor ? [monitorRow(standing)] : []),
    ...resolved.map((alert) => alertRow(standing.name, alert)),
  ];
}

function endpointRow({ name, facts, due, wanted, settings }: DeploymentStanding): CatalogNode {
  const { state, isAlive } = facts;
  const about = { name, stage: 'deploy' } as const;
  if (!state)
    return {
      id: `endpoint:${name}`,
      kind: 'endpoint',
      label: 'Not deployed yet',
      description: wanted === undefined ? `no version is ${settings.model}` : sentence(due ?? ''),
      state: 'unknown',
      about,
      children: [],
    };
  const health = isAlive === undefined ? undefined : isAlive ? 'running' : 'stopped';
  return {
    id: `endpoint:${name}`,
    kind: 'endpoint',
    label: state.url,
    description: joined(
      `version ${state.version}`,
      health,
      due === undefined || isAlive === false ? undefined : sentence(due),
    ),
    tooltip: tooltip(
      state.url,
      [
        ['Answers with', `${state.model}@${state.version}`],
        ['Before', state.previous === undefined ? undefined : `version ${state.previous}`],
        ['Since', minute(state.at)],
        ['Model file', state.digest],
        ['Process', state.process && `${state.process.pid} on ${state.process.host}`],
        ['Last prediction', facts.lastPrediction && minute(facts.lastPrediction)],
      ],
      due === undefined ? undefined : sentence(due),
    ),
    state:
      isAlive === false ? 'error' : due === undefined ? (isAlive === undefined ? 'unknown' : 'ok') : 'stale',
    about: { ...about, version: state.version },
    ...(due === undefined ? {} : { fix: `lifecycle deploy ${name}` }),
    children: [],
  };
}

function monitorRow({ name, windows, monitor, open }: DeploymentStanding): CatalogNode {
  const newest = windows.at(-1);
  const shown = [...windows].reverse().slice(0, windowsShown);
  const hidden = windows.length - shown.length;
  return {
    id: `monitor:${name}`,
    kind: 'monitor',
    label: 'Monitor',
    description: newest ? joined(counted(windows.length, 'window'), windowText(newest)) : 'not judged yet',
    tooltip: tooltip('Monitor', [
      [
        'Window',
        typeof monitor?.window === 'string' ? monitor.window : monitor && counted(monitor.window.rows, 'row'),
      ],
      ['Performance', monitor?.performance && limitText(monitor.performance)],
      ['Judged', newest && minute(newest.judgedAt)],
    ]),
    state: !newest ? 'unknown' : worstOf(['ok', ...open.map(({ opened }) => opened.severity)]),
    about: { name, stage: 'monitor' },
    children: [
      ...shown.map((window) => windowRow(name, window)),
      ...(hidden > 0
        ? [
            {
              id: `more:windows:${name}`,
              kind: 'more',
              label: counted(hidden, 'older window'),
              description: 'in the monitor panel',
              state: 'ok',
              about: { name },
              children: [],
            } satisfies CatalogNode,
          ]
        : []),
    ],
  };
}

function windowRow(name: string, window: Window): CatalogNode {
  return {
    id: `window:${name}:${window.key}`,
    kind: 'window',
    label: spanText(window),
    description: joined(
      counted(window.rows, 'prediction'),
      windowText(window),
      window.isComplete ? undefined : 'not over',
    ),
    tooltip: tooltip(spanText(window), [
      ['Version', String(window.version)],
      ['Predictions', count(window.rows)],
      ['Labelled', count(window.labelled)],
      ['Drifted', driftedColumns(window).join(', ') || 'none'],
      [
        'Performance',
        window.performance && `${window.performance.metric} ${formatInterval(window.performance)}`,
      ],
    ]),
    state: !window.isComplete ? 'unknown' : window.hasDrifted ? 'warning' : 'ok',
    about: { name, version: window.version, stage: 'monitor' },
    children: [],
  };
}

function windowText(window: Window): string {
  const { performance, hasDrifted } = window;
  const drifted = driftedColumns(window);
  return joined(
    performance && `${performance.metric} ${formatInterval(performance)}`,
    hasDrifted
      ? `drift in ${drifted.slice(0, 3).join(', ')}${drifted.length > 3 ? ', ...' : ''}`
      : 'no drift',
  );
}

function driftedColumns({ drift, prediction }: Window): readonly string[] {
  return [...drift, ...(prediction ? [prediction] : [])]
    .filter(({ drifted }) => drifted)
    .map(({ name }) => name);
}

function alertRow(name: string, { opened, resolved }: Alert): CatalogNode {
  const state: NodeState = resolved ? 'ok' : opened.severity;
  return {
    id: `alert:${name}:${opened.alert}`,
    kind: 'alert',
    label: opened.message,
    description: resolved ? `resolved ${day(resolved.at)}` : `since ${day(opened.at)}`,
    tooltip: tooltip(
      opened.message,
      [
        ['Opened', minute(opened.at)],
        ['Resolved', resolved && `${minute(resolved.at)}: ${resolved.message}`],
        ['Columns', opened.cause.length > 0 ? opened.cause.join(', ') : undefined],
      ],
      resolved ? undefined : opened.next,
    ),
    state,
    about: { name, version: opened.version, stage: 'monitor' },
    ...(resolved ? {} : { fix: opened.next }),
    children: [],
  };
}

const limitText = ({
  metric,
  min,
  max,
}: {
  metric: string;
  min?: number | undefined;
  max?: number | undefined;
}) =>
  `${metric} ${joined(min === undefined ? undefined : `at least ${min}`, max === undefined ? undefined : `at most ${max}`)}`;
