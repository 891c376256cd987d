// When a text written as ISO writes dates and times was, whatever its zone and its fraction of a second.

/** Equal for texts of one moment, in UTC; a date is its midnight, a time without a zone UTC. Undefined where a text is no moment of the calendar. */
export function momentIn(text: string): string | undefined {
  const [, day = '', minute = '00:00', second = '00', fraction = '', zone = 'Z'] = isoTime.exec(text) ?? [];
  const moment = Date.parse(`${day}T${minute}:${second}${fullZone(zone)}`);
  // A 30 February is read as a day of March.
  if (Number.isNaN(moment) || !new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)) return undefined;
  return `${new Date(moment).toISOString().slice(0, -'.000Z'.length)}${fraction.slice(0, microsecond).replace(/\.?0*$/, '')}`;
}

/** The point and the digits that DuckDB keeps. */
const microsecond = 7;

const isoTime =
  /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(\.\d+)?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?\s*$/;

/** `+02` and `+0200` as `+02:00`. */
const fullZone = (zone: string) =>
  zone === 'UTC'
    ? 'Z'
    : zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`);
