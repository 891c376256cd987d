// Keys written twice in one map of the YAML: which one counts would be a guess, so the second is a complaint.
import { isMap, isPair, isSeq, type Document } from 'yaml';
import type { Range } from 'yaml';
import { keyText } from './place';
import { pathText, type Complaint } from './complaint';
import type { Path } from './schemaAt';

export interface Duplicate {
  readonly complaint: Complaint;
  /** Offsets of the second key. */
  readonly range: readonly [number, number];
  /** Offset of the first. */
  readonly first: number;
}

/** Takes every second key out of the document, so that the first one counts, and tells each. */
export function takeDuplicates(document: Document.Parsed): readonly Duplicate[] {
  return visit(document.contents, []);
}

function visit(node: unknown, path: Path): readonly Duplicate[] {
  if (isSeq(node)) return node.items.flatMap((item, index) => visit(item, [...path, index]));
  if (!isMap(node)) return [];
  const seen = new Map<string, number>();
  const duplicates: Duplicate[] = [];
  node.items = node.items.filter(({ key }) => {
    const text = keyText(key);
    const range = (key as { range?: Range | null } | null)?.range;
    const first = seen.get(text);
    if (first === undefined || !range) {
      seen.set(text, range?.[0] ?? 0);
      return true;
    }
    const where = path.length > 0 ? ` in ${pathText(path)}` : '';
    duplicates.push({
      complaint: {
        severity: 'error',
        path: [...path, text],
        at: 'key',
        message: `"${text}" is written twice${where}.`,
        hint: 'Give it another name, or take one of them out.',
      },
      range: [range[0], range[1]],
      first,
    });
    return false;
  });
  return [
    ...duplicates,
    ...node.items.filter(isPair).flatMap(({ key, value }) => visit(value, [...path, keyText(key)])),
  ];
}
