// The deployments of the tree: the endpoint, its monitor's newest windows, its alerts.
import { formatInterval } from '../evaluate/interval';
import { judgeLimit, limitText } from '../monitor/limit';
import { spanText } from '../monitor/span';
import type { Alert, Window } from '../monitor/window';
import { advice, deploymentStanding, type DeploymentStanding } from './deploymentStanding';
import { failureRows, stagesOf } from './failures';
import type { CatalogFacts } from './facts';
import { count, counted, day, firstOf, joined, minute, tooltip } from './format';
import { worstOf, type CatalogNode, type Subject } from './node';
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
        ...failureRows(facts, 'deployments', name, stagesOf.deployments),
        ...failureRows(facts, 'monitors', name, []),
      ];
      const going = running(facts, stagesOf.deployments, name).map((run) => runRow(facts, run));
      const parts = standing ? partsOf(standing) : [];
      const children = [...failures, ...going, ...parts];
      return {
        id: `deployment:${name}`,
        kind: 'deployment',
        label: name,
        description: standing ? figures(standing) : 'not readable',
        ...(standing ? { tooltip: explained(standing) } : {}),
        state: worstOf(children.map(({ state }) => state)),
        about: { name, ...(standing ? serverOf(standing) : {}) },
        children,
      };
    });
}

/** What can be copied, read and stopped of it. */
const serverOf = ({
  facts: { state, isAlive },
}: DeploymentStanding): Pick<Subject, 'address' | 'isLive'> => ({
  ...(state ? { address: state.url } : {}),
  ...(isAlive === true ? { isLive: true } : {}),
});

function figures({ facts: { state, isAlive }, settings, due, isDown, open }: DeploymentStanding): string {
  const standing = !state
    ? 'not deployed'
    : isAlive === false
      ? isDown
        ? 'down'
        : 'stopped'
      : due && 'out of date';
  return joined(
    state ? `${state.model}@${state.version}` : settings.model,
    standing,
    open.length > 0 ? counted(open.length, 'alert') : undefined,
  );
}

function explained({ name, settings, facts: { state }, due, zone }: DeploymentStanding): string {
  return tooltip(
    name,
    [
      ['Model', settings.model],
      ['Target', settings.target],
      ['Address', state?.url],
      ['Since', state && minute(state.at, zone)],
    ],
    due === undefined ? undefined : sentence(due),
  );
}

function partsOf(standing: DeploymentStanding): readonly CatalogNode[] {
  return [
    ...standing.open.map((alert) => alertRow(standing, alert)),
    endpointRow(standing),
    ...(standing.monitor ? [monitorRow(standing)] : []),
    ...resolvedRow(standing),
  ];
}

/** What is over, folded; of very many the newest. */
function resolvedRow(standing: DeploymentStanding): readonly CatalogNode[] {
  const { name } = standing;
  const resolved = standing.alerts.filter((alert) => alert.resolved !== undefined);
  if (resolved.length === 0) return [];
  const hidden = resolved.length - resolvedShown;
  const older: CatalogNode = {
    id: `more:alerts:${name}`,
    kind: 'more',
    label: counted(hidden, 'older alert'),
    description: 'in the monitor panel',
    state: 'ok',
    about: { name, stage: 'monitor' },
    children: [],
  };
  return [
    {
      id: `resolved:${name}`,
      kind: 'group',
      label: counted(resolved.length, 'resolved alert'),
      state: 'ok',
      about: { name },
      children: [
        ...resolved.slice(0, resolvedShown).map((alert) => alertRow(standing, alert)),
        ...(hidden > 0 ? [older] : []),
      ],
    },
  ];
}

function endpointRow(standing: DeploymentStanding): CatalogNode {
  const { name, facts, due, isDown, wanted, settings, zone } = standing;
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
  const health = isAlive === undefined ? undefined : isAlive ? 'running' : isDown ? 'down' : 'stopped';
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
        ['Since', minute(state.at, zone)],
        ['Stopped', state.stoppedAt && minute(state.stoppedAt, zone)],
        ['Model file', state.digest],
        ['Process', state.process && `${state.process.pid} on ${state.process.host}`],
        ['Last prediction', facts.lastPrediction && minute(facts.lastPrediction, zone)],
      ],
      due === undefined ? undefined : sentence(due),
    ),
    state: isDown ? 'error' : due !== undefined ? 'stale' : isAlive === undefined ? 'unknown' : 'ok',
    about: { ...about, version: state.version, ...serverOf(standing) },
    ...(due === undefined ? {} : { fix: `lifecycle deploy ${name}` }),
    children: [],
  };
}

function monitorRow({ name, windows, monitor, open, zone }: DeploymentStanding): CatalogNode {
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
      [
        'Performance',
        monitor?.performance && `${monitor.performance.metric} ${limitText(monitor.performance)}`,
      ],
      ['Judged', newest && minute(newest.judgedAt, zone)],
    ]),
    state: !newest ? 'unknown' : worstOf(['ok', ...open.map(({ opened }) => opened.severity)]),
    about: { name, stage: 'monitor' },
    children: [
      ...shown.map((window) => windowRow(name, window, windows)),
      ...(hidden > 0
        ? [
            {
              id: `more:windows:${name}`,
              kind: 'more',
              label: counted(hidden, 'older window'),
              description: 'in the monitor panel',
              state: 'ok',
              about: { name, stage: 'monitor' },
              children: [],
            } satisfies CatalogNode,
          ]
        : []),
    ],
  };
}

/** With its version where another one answered in the same span. */
function windowRow(name: string, window: Window, all: readonly Window[]): CatalogNode {
  const isTwice = all.some(({ from, key }) => from === window.from && key !== window.key);
  return {
    id: `window:${name}:${window.key}`,
    kind: 'window',
    label: joined(spanText(window), isTwice ? `v${window.version}` : undefined),
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

function alertRow(standing: DeploymentStanding, alert: Alert): CatalogNode {
  const { opened, resolved } = alert;
  const { name, model, windows, zone } = standing;
  const window = windows.find(({ key }) => key === opened.window);
  const fix = advice(standing, alert);
  return {
    id: `alert:${name}:${opened.alert}`,
    kind: 'alert',
    label: shortly(standing, alert, window),
    description: joined(
      `${model}@${opened.version}`,
      window && spanText(window),
      resolved ? `resolved ${day(resolved.at, zone)}` : `since ${day(opened.at, zone)}`,
    ),
    tooltip: tooltip(
      opened.message,
      [
        ['Opened', minute(opened.at, zone)],
        ['Resolved', resolved && `${minute(resolved.at, zone)}: ${resolved.message}`],
        ['Columns', opened.cause.length > 0 ? opened.cause.join(', ') : undefined],
      ],
      resolved ? undefined : fix,
    ),
    state: resolved ? 'ok' : opened.severity,
    about: { name, version: opened.version, stage: 'monitor' },
    ...(resolved ? {} : { fix }),
    children: [],
  };
}

/** `Drift: pdays, contact`, `Below the limit: roc_auc 0.596`: what matters comes first, where there is little room. */
function shortly({ monitor }: DeploymentStanding, { opened }: Alert, window: Window | undefined): string {
  switch (opened.about) {
    case 'drift':
      return opened.cause.length > 0 ? `Drift: ${firstOf(opened.cause)}` : 'Drift';
    case 'performance': {
      const limit = monitor?.performance;
      const verdict = window && limit && judgeLimit(window, limit);
      const isAbove = verdict?.kind === 'missed' ? verdict.side === 'above' : limit?.min === undefined;
      const figure = window?.performance;
      const told = figure ? `: ${figure.metric} ${figure.value.toFixed(3)}` : '';
      return `${isAbove && limit ? 'Above' : 'Below'} the limit${told}`;
    }
    case 'labels':
      return 'No label matches a prediction';
    case 'service':
      return opened.message;
  }
}
