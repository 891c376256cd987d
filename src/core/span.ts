// A half open span of data as a person writes it, on every surface: it ends where the next begins, so its last day is the one before.

import { day } from './times';

interface Span {
  readonly from: string;
  readonly to: string;
}

/** `Jul 2009 to Sep 2009` where whole months, else `1 Jul 2009 to 7 Jul 2009`; a single month or day stands alone. By the rows' own time, UTC. */
export const spanText = (span: Span): string => spanEnds(span).join(' to ');

/** The same as its first and last month or day; one where both are the same. */
export function spanEnds({ from, to }: Span): readonly string[] {
  const [first, end] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(first) || Number.isNaN(end)) return [from, to];
  const [start, last] = [iso(first), iso(Math.max(first, end - 1))];
  if (!isMonthStart(first) || !isMonthStart(end)) return [...new Set([day(start), day(last)])];
  return [...new Set([monthOf(start), monthOf(last)])];
}

const iso = (time: number) => new Date(time).toISOString();

const monthOf = (time: string) => day(time).replace(/^\d+ /, '');

const isMonthStart = (time: number) => iso(time).endsWith('-01T00:00:00.000Z');
