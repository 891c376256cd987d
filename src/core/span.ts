// A half open span of data as a person writes it, on every surface: it ends where the next begins, so its last day is the one before.

/** `Jul 2009 to Sep 2009` where whole months, else `1 Jul 2009 to 7 Jul 2009`; a single month or day stands alone. By the rows' own time, UTC. */
export function spanText({ from, to }: { readonly from: string; readonly to: string }): string {
  const [first, end] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(first) || Number.isNaN(end)) return `${from} to ${to}`;
  const write = isMonthStart(first) && isMonthStart(end) ? monthFormat : dayFormat;
  const [start, last] = [write.format(first), write.format(Math.max(first, end - 1))];
  return start === last ? start : `${start} to ${last}`;
}

const isMonthStart = (time: number) => /-01T00:00:00\.000Z$/.test(new Date(time).toISOString());

const monthFormat = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
