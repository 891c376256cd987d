// Times as a person reads them: the same day, span and moment look the same in the tree, the terminal, a message, a card and a panel.

/** `24 Nov 2026`: of a moment by the reader's zone, of data (no zone) as it is written; the text itself where it is no time. */
export const day = (time: string, zone?: string) =>
  written((zone === undefined ? time : inZone(time, zone)).slice(0, 10)) ?? time;

/** `24 Nov 2026, 22:40`, by the reader's zone; UTC where there is none. A date without a time stays one. */
export const minute = (time: string, zone = 'UTC') => written(inZone(time, zone)) ?? time;

/** `1 Jul 2009 to 7 Jul 2009`, both days inside; a single one stands alone. */
export function days(from: string, to: string): string {
  const [first, last] = [day(from), day(to)];
  return first === last ? first : `${first} to ${last}`;
}

/** `2026-11-24 22:40`; what is no moment stays as it is. */
function inZone(time: string, timeZone: string): string {
  const moment = Date.parse(time);
  if (time.length <= 10 || Number.isNaN(moment)) return time;
  // Swedish writes times as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(
    moment,
  );
}

/** Undefined where it does not begin as ISO times do. */
function written(iso: string): string | undefined {
  const [, year, month, date, clock] = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d:\d\d).*)?$/.exec(iso) ?? [];
  const name = months[Number(month) - 1];
  if (year === undefined || name === undefined) return undefined;
  return `${Number(date)} ${name} ${year}${clock === undefined ? '' : `, ${clock}`}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
