// The English words in which Python writes dates and times.
export const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
export const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const jumps = new Set([
  ' ',
  '.',
  ',',
  ';',
  '-',
  '/',
  "'",
  'at',
  'on',
  'and',
  'ad',
  'm',
  't',
  'of',
  'st',
  'nd',
  'rd',
  'th',
]);
const weekdays = new Set(dayNames.flatMap((day) => [day, day.slice(0, 3)]));
const months = new Map([
  ...monthNames.flatMap((name, at) => [[name, at + 1] as const, [name.slice(0, 3), at + 1] as const]),
  ['sept', 9],
]);
const units = new Map(
  [
    ['h', 'hour', 'hours'],
    ['m', 'minute', 'minutes'],
    ['s', 'second', 'seconds'],
  ].flatMap((names, at) => names.map((name) => [name, at] as const)),
);
const halves = new Map([
  ['am', 0],
  ['a', 0],
  ['pm', 1],
  ['p', 1],
]);
const utc = new Set(['UTC', 'GMT', 'Z', 'z']);

/** Whether dateutil passes over the token. */
export const isJump = (token: string) => jumps.has(token.toLowerCase());
export const isWeekday = (token: string) => weekdays.has(token.toLowerCase());
/** 1 to 12; undefined for a word that names no month. */
export const monthOf = (token: string) => months.get(token.toLowerCase());
/** 0 for hours, 1 for minutes, 2 for seconds; undefined for a word that names no unit. */
export const unitOf = (token: string | undefined) =>
  token === undefined ? undefined : units.get(token.toLowerCase());
/** 0 before noon, 1 after it; undefined for a word that names no half of the day. */
export const halfOf = (token: string) => halves.get(token.toLowerCase());
export const isUtc = (name: string) => utc.has(name);
