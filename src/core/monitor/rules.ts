// By which rules of the manifest a monitor's windows are cut and judged, in words; windows judged by others are outdated and never stand beside new ones.
import type { Manifest, MonitorSettings } from '../manifest/manifest';
import { timeOf } from '../manifest/lookups';
import { servedBy } from '../manifest/served';
import type { JudgingRules, Window } from './window';

const kinds = [
  'window',
  'reference',
  'drift',
  'labels',
  'performance',
] as const satisfies readonly (keyof JudgingRules)[];

/** Undefined where the manifest has no such monitor. */
export function rulesOf(manifest: Manifest, monitor: string): JudgingRules | undefined {
  const settings = manifest.monitors?.[monitor];
  if (settings === undefined) return undefined;
  const time = timeOf(manifest, servedBy(manifest, monitor)?.model ?? '');
  const { reference, drift, labels } = settings;
  return {
    window: `${lengthOf(settings)} by ${time === undefined ? 'the time of the answer' : `"${time.column}"${time.zone === undefined ? '' : ` in ${time.zone}`}`}`,
    reference: reference ?? 'train',
    drift: `${drift?.false_alarms ?? 'as by itself'}${drift?.ignore ? ` without ${drift.ignore.join(', ')}` : ''}`,
    labels: labels === undefined ? 'none' : `${labels.path} after ${labels.delay ?? '0d'}`,
    performance: performanceOf(settings),
  };
}

const lengthOf = ({ window }: MonitorSettings) =>
  typeof window === 'string' ? window : `${window.rows} rows`;

function performanceOf({ performance: rule }: MonitorSettings): string {
  if (rule === undefined) return 'none';
  const limits = [
    rule.min === undefined ? [] : `>= ${rule.min}`,
    rule.max === undefined ? [] : `<= ${rule.max}`,
  ];
  return [rule.metric, limits.flat().join(' and ')].join(' ');
}

/** Those that were judged by other rules; of windows without a word about it that cannot be told. */
export const judgedOtherwise = (
  windows: readonly Window[],
  rules: JudgingRules | undefined,
): readonly Window[] =>
  windows.filter((window) => rules && window.rules && differing(window.rules, rules) !== undefined);

const differing = (before: JudgingRules, now: JudgingRules) =>
  kinds.find((kind) => before[kind] !== now[kind]);

/** The line that ends an outdated window: from its time on there is no such window any more. */
export const outdated = (window: Window, judgedAt: string): Window => ({
  ...window,
  judgedAt,
  isOutdated: true,
});

/** A sentence about windows that were judged otherwise; undefined where none was. */
export function outdatedText(
  windows: readonly Window[],
  rules: JudgingRules | undefined,
): string | undefined {
  const before = windows[0]?.rules;
  const kind = before && rules && differing(before, rules);
  if (kind === undefined) return undefined;
  const [count, they] =
    windows.length === 1 ? ['1 window was', 'it is'] : [`${windows.length} windows were`, 'they are'];
  return `${count} judged by ${kind}: ${before?.[kind]}; lifecycle.yaml has ${kind}: ${rules?.[kind]} now: ${they} outdated, and judged anew.`;
}
