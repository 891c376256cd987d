// What an alert says on a page: which version, when, how it stands to the limit, and what to do; spans are written as everywhere on the page.
import type { AlertState, Window } from '../../src/protocol/monitor';
import { span } from '../parts/format';
import { boundOf, isMeasured, performanceText, standingOf, standingWords, type Limit } from './standing';

export interface AlertFacts {
  readonly windows: readonly Window[];
  readonly limit: Limit;
}
export interface AlertText {
  readonly message: string;
  /** What to do; undefined for a resolved alert. */
  readonly next?: string;
  /** How it ended; undefined for an open alert. */
  readonly end?: string;
}

/** Where the alert's window is not known any more, the words it was opened with. */
export function alertText({ opened, resolved }: AlertState, facts: AlertFacts): AlertText {
  const window = windowOf(opened.window, facts);
  return {
    message: window ? messageOf(opened, window, facts.limit) : opened.message,
    ...(resolved ? { end: endOf(opened.about, resolved, facts) } : { next: nextOf(opened, facts) }),
  };
}

function messageOf({ about, version, message }: AlertState['opened'], window: Window, limit: Limit): string {
  const time = span(window.from, window.to);
  if (about === 'drift') return `Version ${version} sees other data in ${time} than it was trained on.`;
  if (about !== 'performance' || !isMeasured(window) || standingOf(window.performance, limit) !== 'bad')
    return withSpan(message, window);
  const words = limited('bad', limit);
  return `Version ${version} ${words.startsWith('below') ? 'fell' : 'rose'} ${words}: ${performanceText(window)} in ${time}.`;
}

function nextOf({ about, version, next }: AlertState['opened'], { windows, limit }: AlertFacts): string {
  if (about === 'performance') return 'Retrain it on newer data.';
  if (about !== 'drift') return next;
  const newest = windows
    .filter((window) => window.version === version)
    .filter(isMeasured)
    .at(-1);
  const standing = newest && standingOf(newest.performance, limit);
  if (!newest || standing === undefined)
    return 'Look at the columns; once labels have come, see how the version stands to its limit.';
  const figures = `${performanceText(newest)} in ${span(newest.from, newest.to)}`;
  if (standing === 'good')
    return `Labels have come, and the version is ${limited(standing, limit)}: ${figures}. Look at the columns; there is no need to retrain.`;
  if (standing === 'bad')
    return `Labels have come, and the version is ${limited(standing, limit)}: ${figures}. Retrain it on newer data.`;
  return `Look at the columns; the labels that have come cannot tell the version from its limit: ${figures}.`;
}

function endOf(
  about: AlertState['opened']['about'],
  { window: key, message }: NonNullable<AlertState['resolved']>,
  facts: AlertFacts,
): string {
  const window = windowOf(key, facts);
  if (!window) return message;
  const isBack =
    about === 'performance' && isMeasured(window) && standingOf(window.performance, facts.limit) === 'good';
  if (!isBack) return withSpan(message, window);
  const words = limited('good', facts.limit);
  return `Version ${window.version} is ${words} again: ${performanceText(window)} in ${span(window.from, window.to)}.`;
}

/** `above the limit of 0.65` */
const limited = (standing: 'good' | 'bad', limit: Limit) =>
  `${standingWords(standing, limit)} of ${String(boundOf(limit))}`;

/** The monitor writes a window's span as two dates, the second not included. */
const withSpan = (text: string, { from, to }: Window) =>
  text.replaceAll(`${from.slice(0, 10)} to ${to.slice(0, 10)}`, span(from, to));

const windowOf = (key: string, { windows }: AlertFacts) => windows.find((window) => window.key === key);
