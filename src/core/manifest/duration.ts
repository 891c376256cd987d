// A duration as people write it, `30d` or `3 months`, and calendar arithmetic with it in UTC.

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export interface Duration {
  readonly count: number;
  readonly unit: Unit;
}

const units: Readonly<Record<string, Unit>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  minute: 'minute',
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
  year: 'year',
};

const milliseconds: Readonly<Partial<Record<Unit, number>>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** The text must match the manifest's schema; throws RangeError otherwise. */
export function parseDuration(text: string): Duration {
  const match = /^\s*(\d+)\s*([a-z]+?)s?\s*$/.exec(text);
  const unit = units[match?.[2] ?? ''];
  if (!match || !unit) throw new RangeError(`"${text}" is not a duration such as "30d" or "3 months".`);
  return { count: Number(match[1]), unit };
}

/** Months and years are of their mean length, near enough for a limit. */
export function inMilliseconds({ count, unit }: Duration): number {
  const { day = 0 } = milliseconds;
  return count * (milliseconds[unit] ?? (unit === 'year' ? 365.2425 : 30.436875) * day);
}

/** `time` moved by `times` durations; months and years are calendar ones, their day cut to the month's last. ISO in, ISO out, UTC. */
export function addDuration(time: string, { count, unit }: Duration, times = 1): string {
  const date = new Date(time);
  const fixed = milliseconds[unit];
  if (fixed !== undefined) return new Date(date.getTime() + times * count * fixed).toISOString();
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + times * count * (unit === 'year' ? 12 : 1);
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  date.setUTCFullYear(year, month, Math.min(date.getUTCDate(), lastDay));
  return date.toISOString();
}

/** Start of the period that holds `time`: months and years by the calendar (3 months are quarters), weeks from Monday, the rest from the epoch. */
export function startOfPeriod(time: string, { count, unit }: Duration): string {
  const date = new Date(time);
  const fixed = milliseconds[unit];
  if (fixed !== undefined) {
    const offset = unit === 'week' ? 4 * 86_400_000 : 0; // 1970-01-05 was a Monday
    const size = count * fixed;
    return new Date(Math.floor((date.getTime() - offset) / size) * size + offset).toISOString();
  }
  const size = count * (unit === 'year' ? 12 : 1);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  const start = Math.floor(months / size) * size;
  return new Date(Date.UTC(Math.floor(start / 12), start - Math.floor(start / 12) * 12, 1)).toISOString();
}
