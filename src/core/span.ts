// A half open span of data as a person writes it, on every surface: it ends where the next begins, so its last day is the one before.

import { day, days } from './times';

/** `Jul 2009 to Sep 2009` where whole months, else `1 Jul 2009 to 7 Jul 2009`; a single month or day stands alone. By the rows' own time, UTC. */
export function spanText({ from, to }: { readonly from: string; readonly to: string }): string {
  const [first, end] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(first) || Number.isNaN(end)) return `${from} to ${to}`;
  const [start, last] = [iso(first), iso(Math.max(first, end - 1))];
  if (!isMonthStart(first) || !isMonthStart(end)) return days(start, last);
  const [month, lastMonth] = [monthOf(start), monthOf(last)];
  return month === lastMonth ? month : `${month} to ${lastMonth}`;
}

const iso = (time: number) => new Date(time).toISOString();

const monthOf = (time: string) => day(time).replace(/^\d+ /, '');

const isMonthStart = (time: number) => iso(time).endsWith('-01T00:00:00.000Z');
