// Figures as the tree and `status` write them; intervals are written in core/evaluate.

/** `40,394` */
export const count = (value: number) => Math.round(value).toLocaleString('en-US');

/** `1 row`, `40,394 rows` */
export const counted = (value: number, noun: string) => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `3.4 MB`; powers of 1000, as disks and browsers count. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** power;
  return `${power === 0 || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)} ${units[power] ?? ''}`;
}

/** `2026-11-24`, UTC. */
export const day = (time: string) => time.slice(0, 10);

/** `2026-11-24 22:40`, UTC. */
export const minute = (time: string) => time.slice(0, 16).replace('T', ' ');

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
  return [`**${escaped(title)}**`, ...(text === undefined ? [] : [escaped(text)]), told.join('  \n')]
    .filter((part) => part !== '')
    .join('\n\n');
}
