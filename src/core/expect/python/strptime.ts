// Python's datetime.strptime as a yes or no: the pattern that CPython's _strptime makes of a format, and the dates there are.
import { dayNames as days, monthNames as months } from './dateWords';

const short = (names: readonly string[]) => names.map((name) => name.slice(0, 3));
/** The longest first, as a pattern takes the first that fits. */
const oneOf = (names: readonly string[]) => [...names].sort((a, b) => b.length - a.length).join('|');

/** Locale C. */
const directives: Readonly<Record<string, string>> = {
  d: '3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]',
  f: '[0-9]{1,6}',
  H: '2[0-3]|[0-1]\\d|\\d',
  I: '1[0-2]|0[1-9]|[1-9]',
  G: '\\d\\d\\d\\d',
  j: '36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]',
  m: '1[0-2]|0[1-9]|[1-9]',
  M: '[0-5]\\d|\\d',
  S: '6[0-1]|[0-5]\\d|\\d',
  U: '5[0-3]|[0-4]\\d|\\d',
  W: '5[0-3]|[0-4]\\d|\\d',
  V: '5[0-3]|0[1-9]|[1-4]\\d|\\d',
  u: '[1-7]',
  w: '[0-6]',
  y: '\\d\\d',
  Y: '\\d\\d\\d\\d',
  z: '[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z',
  A: oneOf(days),
  a: oneOf(short(days)),
  B: oneOf(months),
  b: oneOf(short(months)),
  p: 'am|pm',
  Z: 'utc|gmt',
  '%': '%',
};

const composed: Readonly<Record<string, string>> = {
  c: '%a %b %d %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};

/** Why the format is none; undefined where it is one. */
export function wrongFormat(format: string): string | undefined {
  const [, unknown] = /^(?:[^%]|%[a-zA-Z%])*?%(?![a-zA-Z%])(.?)/s.exec(format) ?? [];
  if (unknown !== undefined) return unknown === '' ? 'it ends in %' : `there is no directive %${unknown}`;
  const names = [...format.matchAll(/%(.)/gs)].map(([, name = '']) => name);
  const other = names.find((name) => !(name in directives) && !(name in composed));
  if (other !== undefined) return `there is no directive %${other}`;
  const twice = names.find((name, at) => name !== '%' && names.indexOf(name) !== at);
  return twice === undefined ? undefined : `%${twice} stands in it twice`;
}

/** The format must be one. */
export function strptime(format: string): (text: string) => boolean {
  const whole = format.replace(/%([cxX])/g, (_all, name: string) => composed[name] ?? '');
  const names: string[] = [];
  const source = whole
    .replace(/([\\.^$*+?(){}[\]|])/g, '\\$1')
    .replace(/\s+/g, '\\s+')
    .replace(/%(.)/g, (_all, name: string) => {
      if (name === '%') return '%';
      names.push(name);
      return `(${directives[name] ?? ''})`;
    });
  const pattern = new RegExp(`^(?:${source})$`, 'iu');
  return (text) => {
    const match = pattern.exec(text);
    return match !== null && isDate(new Map(names.map((name, at) => [name, match[at + 1] ?? ''])));
  };
}

function isDate(found: ReadonlyMap<string, string>): boolean {
  // Python's %z takes only a capital Z.
  if (found.get('z') === 'z') return false;
  if (Number(found.get('S') ?? 0) > 59) return false;
  const number = (name: string) => (found.has(name) ? Number(found.get(name)) : undefined);
  if (number('Y') === 0 || number('G') === 0) return false;
  if (found.has('G') || found.has('V')) return isIsoWeek(found);
  const short2 = number('y');
  const year = number('Y') ?? (short2 === undefined ? undefined : short2 + (short2 <= 68 ? 2000 : 1900));
  const month = number('m') ?? monthNamed(found.get('B') ?? found.get('b'));
  const day = number('d');
  const ofYear = number('j');
  // A year that is not told is a leap year where it is the 29th of February.
  const leap = year === undefined ? month === 2 && day === 29 : isLeap(year);
  if (year === undefined && month === 2 && day === 29) return true;
  if (ofYear !== undefined && month === undefined && day === undefined)
    return year === undefined || ofYear <= (leap ? 366 : 365) || year < 9999;
  return day === undefined || day <= lengthOf(month ?? 1, leap);
}

function isIsoWeek(found: ReadonlyMap<string, string>): boolean {
  // ISO years and weeks come with one another and with a weekday, and not with other years or days.
  const hasWeekday = ['A', 'a', 'w', 'u'].some((name) => found.has(name));
  return found.has('G') && found.has('V') && hasWeekday && !found.has('Y') && !found.has('j');
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (month: number, leap: boolean) =>
  [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;

function monthNamed(name: string | undefined): number | undefined {
  const at = months.findIndex((month) => month.slice(0, 3) === name?.slice(0, 3).toLowerCase());
  return at < 0 ? undefined : at + 1;
}
