// What to do about a name that a section of the manifest does not have.
import type { SectionName } from './manifest';

/** One sentence: the names that it has, or where the first is written. */
export function namesText(section: SectionName, entries: object = {}): string {
  const names = Object.keys(entries);
  return names.length > 0 ? `It has ${names.join(', ')}.` : `Write it under "${section}:" first.`;
}
