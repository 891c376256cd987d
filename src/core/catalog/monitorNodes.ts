// What a deployment's monitor tells in the tree: its newest windows, and the alerts that they opened.
import { formatInterval } from '../evaluate/interval';
import { answerText, answerTo } from '../monitor/answer';
import { driftedColumns } from '../monitor/columns';
import { hasBrokenLabels } from '../monitor/label';
import { judgeLimit, limitText, type Side } from '../monitor/limit';
import { spanText } from '../span';
import type { Alert, Window } from '../monitor/window';
import { remedy } from '../remedy';
import type { DeploymentStanding } from './deploymentStanding';
import { count, counted } from '../figures';
import { firstOf, joined, tooltip } from './format';
import { day, minute } from '../times';
import { worstOf, type CatalogNode } from './node';

const windowsShown = 6;
const resolvedShown = 5;

/** What is over, folded; of very many the newest. */
export function resolvedRow(standing: DeploymentStanding): readonly CatalogNode[] {
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

export function monitorRow(standing: DeploymentStanding): CatalogNode {
  const { name, windows, monitor, open, zone } = standing;
  const newest = windows.at(-1);
  const shown = [...windows].reverse().slice(0, windowsShown);
  const hidden = windows.length - shown.length;
  return {
    id: `monitor:${name}`,
    kind: 'monitor',
    label: 'Monitor',
    description: newest
      ? joined(counted(windows.length, 'window'), windowText(newest, monitor))
      : 'not judged yet',
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
    state: !newest
      ? 'unknown'
      : worstOf([
          'ok',
          ...open.map(({ opened }) => opened.severity),
          ...(windows.some(hasBrokenLabels) ? (['warning'] as const) : []),
        ]),
    about: { name, stage: 'monitor' },
    children: [
      ...shown.map((window) => windowRow(standing, window)),
      ...(hidden > 0
        ? [
            {
              id: `more:windows:${name}`,
              kind: 'more',
              label: counted(hidden, 'older window'),
              description: 'in the monitor panel',
              state: worstOf(windows.slice(0, hidden).map((window) => windowRow(standing, window).state)),
              about: { name, stage: 'monitor' },
              children: [],
            } satisfies CatalogNode,
          ]
        : []),
    ],
  };
}

/** With its version where another one answered in the same span. */
function windowRow({ name, windows, monitor }: DeploymentStanding, window: Window): CatalogNode {
  const isTwice = windows.some(({ from, key }) => from === window.from && key !== window.key);
  return {
    id: `window:${name}:${window.key}`,
    kind: 'window',
    label: joined(spanText(window), isTwice ? `v${window.version}` : undefined),
    description: joined(
      counted(window.rows, 'prediction'),
      windowText(window, monitor),
      window.isComplete ? undefined : 'not over',
    ),
    tooltip: tooltip(spanText(window), [
      ['Version', String(window.version)],
      ['Predictions', count(window.rows)],
      ['Labelled', count(window.labelled)],
      ['Labels that its version does not know', window.foreignLabels && count(window.foreignLabels.count)],
      ['Their label is ambiguous', window.ambiguous && count(window.ambiguous.count)],
      ['By the time of their answer', window.timeless && count(window.timeless.count)],
      ['No news to its version', window.seen && count(window.seen.count)],
      ['Drifted', driftedNames(window).join(', ') || 'none'],
      [
        'Performance',
        window.performance && `${window.performance.metric} ${formatInterval(window.performance)}`,
      ],
    ]),
    state: !window.isComplete
      ? 'unknown'
      : missedSide(window, monitor)
        ? 'error'
        : window.hasDrifted || hasBrokenLabels(window)
          ? 'warning'
          : 'ok',
    about: { name, version: window.version, stage: 'monitor' },
    children: [],
  };
}

type Monitor = DeploymentStanding['monitor'];

function missedSide(window: Window, monitor: Monitor): Side | undefined {
  const limit = monitor?.performance;
  if (!limit || window.performance?.metric !== limit.metric) return undefined;
  const verdict = judgeLimit(window, limit);
  return verdict?.kind === 'missed' ? verdict.side : undefined;
}

function windowText(window: Window, monitor: Monitor): string {
  const { performance, hasDrifted } = window;
  const missed = missedSide(window, monitor);
  const drifted = driftedNames(window);
  return joined(
    performance && `${performance.metric} ${formatInterval(performance)}`,
    hasBrokenLabels(window) ? 'not measured by its labels' : undefined,
    missed && monitor?.performance && limitText(monitor.performance, missed),
    hasDrifted
      ? `drift in ${drifted.slice(0, 3).join(', ')}${drifted.length > 3 ? ', ...' : ''}`
      : 'no drift',
  );
}

const driftedNames = (window: Window) => driftedColumns(window).map(({ name }) => name);

export function alertRow(standing: DeploymentStanding, alert: Alert): CatalogNode {
  const { opened, resolved } = alert;
  const { name, model, windows, zone } = standing;
  const window = windows.find(({ key }) => key === opened.window);
  const answer = answerTo(alert, standing);
  const fix = answerText(answer);
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
    ...(resolved ? {} : { fix, ...(answer.kind === 'retrain' ? { remedy: remedy('retrain', model) } : {}) }),
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
      const side = window && missedSide(window, monitor);
      const isAbove = side === undefined ? limit?.min === undefined : side === 'above';
      const figure = window?.performance;
      const told = figure ? `: ${figure.metric} ${figure.value.toFixed(3)}` : '';
      return `${isAbove && limit ? 'Above' : 'Below'} the limit${told}`;
    }
    case 'labels':
      return 'No label matches a prediction';
  }
}
