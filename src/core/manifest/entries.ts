// The entries that a manifest's text declares, right or wrong, each at its line: for lenses, links and rows of the tree.
import { isMap } from 'yaml';
import { parseYaml } from '../yaml';
import { sectionNames, type SectionName } from './manifest';
import { keyText, pairOf, placeOf, type Place } from './place';

export interface DeclaredEntry {
  readonly section: SectionName;
  readonly name: string;
  /** Of its key. */
  readonly place: Place;
}

/** In the order of the file; [] where it cannot be read. */
export function listEntries(text: string): readonly DeclaredEntry[] {
  const parsed = parseYaml(text);
  if ('refused' in parsed || !isMap(parsed.document.contents)) return [];
  const top = parsed.document.contents;
  return sectionNames
    .flatMap((section) => {
      const entries = pairOf(top, section)?.value;
      if (!isMap(entries)) return [];
      return entries.items.map(({ key }): DeclaredEntry => {
        const name = keyText(key);
        return { section, name, place: placeOf(parsed, text, [section, name], 'key') };
      });
    })
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}
