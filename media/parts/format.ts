// Times as a person reads them in a panel; figures are written in core/figures.

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
