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

const dayFormat = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthFormat = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const momentFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** `1 Jul 2009`; the text itself where it is no time. */
export const day = (iso: string) => at(iso, dayFormat);
/** `Jul 2009` */
export const month = (iso: string) => at(iso, monthFormat);
/** A real moment in the reader's own zone. */
export const moment = (iso: string) => at(iso, momentFormat);

/** A half open span by the day, whole months as months: `Jul 2009 to Sep 2009`. */
export function span(from: string, to: string): string {
  const isMonthStart = (iso: string) => /^\d{4}-\d{2}-01(T00:00(:00(\.0+)?)?Z?)?$/.test(iso);
  if (!isMonthStart(from) || !isMonthStart(to)) return `${day(from)} to ${day(to)}`;
  const last = new Date(Date.parse(to) - 1).toISOString();
  return month(from) === month(last) ? month(from) : `${month(from)} to ${month(last)}`;
}

function at(iso: string, format: Intl.DateTimeFormat): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : format.format(time);
}
