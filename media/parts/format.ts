// Figures, shares and times as a person reads them in a panel; the same figure looks the same everywhere.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** `40,394` */
export const count = (value: number) => whole.format(value);

/** `1 row`, `2 rows`. */
export const counted = (value: number, noun: string) => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `40.4K`, where there is little room. */
export const brief = (value: number) => short.format(value);

/** `12.3%`; a share above nothing never reads as 0%, one below all never as 100%. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share > 0 && share < 0.001) return '<0.1%';
  if (share < 1 && share > 0.999) return '>99.9%';
  return `${(share * 100).toFixed(share === 0 || share === 1 ? 0 : 1)}%`;
}

/** Three decimals for what lies about 1, fewer for large values, an exponent where neither would say anything. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.0005 || size >= 1e15)) return value.toExponential(1);
  if (Number.isInteger(value)) return count(value);
  if (size >= 1000) return count(value);
  return value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 3);
}

/** A p-value: never 0. */
export const probability = (p: number) => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** `2.4 MB` */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(size, 1)) / 3)));
  const scaled = size / 1000 ** step;
  const text = step === 0 || scaled >= 1000 ? count(scaled) : scaled.toPrecision(3);
  return `${text} ${units[step] ?? ''}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
// Swedish writes times as ISO does.
const minuteFormat = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
const zoneFormat = new Intl.DateTimeFormat('en', { timeZoneName: 'short' });

/** `1 Jul 2009`, of data, whose times have no zone; the text itself where it is no time. */
export const day = (iso: string) => at(iso, (time) => dayFormat.format(time));

/** `2026-11-25 02:08 CET`: when something happened, in the reader's own zone; the text itself where it is no time. */
export const moment = (iso: string) => at(iso, (time) => `${minuteFormat.format(time)} ${zoneOf(time)}`);

/** `2026-11-25`: the day of a moment, in the reader's own zone. */
export const momentDay = (iso: string) => at(iso, (time) => minuteFormat.format(time).slice(0, 10));

const zoneOf = (time: number) =>
  zoneFormat.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';

function at(iso: string, write: (time: number) => string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : write(time);
}
