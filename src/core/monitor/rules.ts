// By which rules of the manifest a monitor's windows are cut and judged, in words; windows judged by others are outdated and never stand beside new ones.
import { alarmsByItself } from '../manifest/deployment';
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
  kinds.find((kind) => withFalseAlarms(before[kind]) !== withFalseAlarms(now[kind]));

/** The line that ends an outdated window: from its time on there is no such window any more. */
export const outdated = (window: Window, judgedAt: string): Window => ({
  ...window,
  judgedAt,
  isOutdated: true,
});

/** Sentences about windows that were judged otherwise. */
export interface OutdatedTexts {
  /** Before they are judged anew: that they have to be. */
  readonly due: string;
  /** Once they are. */
  readonly done: string;
  /** Of an alert that is no more, for the rules that opened it are not. */
  readonly ended: string;
}

/** Undefined where no window was judged otherwise. */
export function outdatedTexts(
  windows: readonly Window[],
  rules: JudgingRules | undefined,
): OutdatedTexts | undefined {
  const before = windows[0]?.rules;
  if (!before || !rules) return undefined;
  const kind = differing(before, rules);
  if (kind === undefined) return undefined;
  const [was, now] = [before[kind], rules[kind]];
  const isOne = windows.length === 1;
  const [counted, them] = isOne ? ['1 window was', 'it'] : [`${windows.length} windows were`, 'them'];
  const left = kind === 'drift' ? leftOut(was, now) : undefined;
  const judged =
    left === undefined
      ? `${counted} judged by ${kind}: ${was}; lifecycle.yaml has ${kind}: ${now} now`
      : `${counted} judged before ${left} ${left.includes(', ') ? 'were' : 'was'} left out of drift`;
  return {
    due: `${judged}: judge ${them} anew.`,
    done: `${judged}: ${isOne ? 'it is' : 'they are'} outdated, and judged anew.`,
    ended:
      left === undefined
        ? `It was told by ${kind}: ${was}; lifecycle.yaml has ${kind}: ${now} since.`
        : `lifecycle.yaml leaves ${left} out of drift since.`,
  };
}

/** The columns that are left out of drift now and were not before, where nothing else differs. */
function leftOut(before: string, now: string): string | undefined {
  const known = withFalseAlarms(before);
  const wanted = withFalseAlarms(now);
  return wanted.startsWith(known)
    ? /^(?: without |, )(.+)$/.exec(wanted.slice(known.length))?.[1]
    : undefined;
}

/** Of `drift`, with the rate that goes without saying written out. */
const withFalseAlarms = (rule: string) => rule.replace(/^as by itself/, alarmsByItself);
