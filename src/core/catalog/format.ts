// Names and tooltips as the tree and `status` write them; figures are written in core/figures, times in core/times, intervals in core/evaluate.

/** `12 s`, `4 min`, `1 h 20 min`; undefined where one of both is missing. */
export function duration(from: string | undefined, to: string | undefined): string | undefined {
  const seconds = Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000);
  if (Number.isNaN(seconds)) return undefined;
  if (seconds < 60) return `${Math.max(0, seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ''}`;
}

/** What stands before the first line break: what follows is for tooltips. */
export const firstLine = (text: string) => text.trimStart().split(/\s*\n/)[0] ?? '';

/** `pdays, contact, previous and 3 more` */
export const firstOf = (names: readonly string[], most = 3) =>
  names.length > most
    ? `${names.slice(0, most).join(', ')} and ${names.length - most} more`
    : names.join(', ');

/** The parts that are there, set apart by middle dots. */
export const joined = (...parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ');

/** Text from files in a tooltip: shown as it is, never as a link, a picture or HTML. */
export const escaped = (text: string) =>
  text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, '\\$&').replace(/\s*\n\s*/g, ' ');

/** A tooltip: a bold title and lines of `name: value`, those that are there. */
export function tooltip(
  title: string,
  lines: readonly (readonly [name: string, value: string | undefined])[],
  text?: string,
): string {
  const told = lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${escaped(value)}`]));
  const paragraph = text?.split('\n').map(escaped).join('  \n');
  return [`**${escaped(title)}**`, paragraph ?? '', told.join('  \n')]
    .filter((part) => part !== '')
    .join('\n\n');
}
