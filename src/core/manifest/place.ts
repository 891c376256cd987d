// Where a path of the manifest stands in its text; lines and columns count from 1, columns in UTF-16 units as editors do.
import { isAlias, isMap, isPair, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';
import type { YamlText } from '../yaml';
import type { Path } from './schemaAt';

export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Points at the key or value of the last part of `path` that is there; a value of several lines at its first one, or at its key. */
export function placeOf({ document, lines }: YamlText, text: string, path: Path, at: 'key' | 'value'): Place {
  const found = lookUp(document, path);
  const isWhole = found.depth === path.length;
  const value = rangeOf(found.value);
  const spansLines =
    value !== undefined &&
    text
      .slice(...value)
      .trimEnd()
      .includes('\n');
  const key = rangeOf(found.key);
  const range = (at === 'value' && isWhole && !spansLines ? (value ?? key) : (key ?? value)) ?? [0, 0];
  return placeAt(lines, text, range);
}

/** The span of the text as a place, cut at the end of its first line. */
export function placeAt(
  lines: YamlText['lines'],
  text: string,
  [start, end]: readonly [number, number],
): Place {
  const cut = /^[^\r\n]*/.exec(text.slice(start, Math.max(start, end)))?.[0].trimEnd().length ?? 0;
  const from = lines.linePos(start);
  const to = lines.linePos(start + cut);
  const line = Math.max(1, from.line);
  return {
    line,
    column: Math.max(1, from.col),
    endLine: Math.max(line, to.line),
    endColumn: Math.max(1, to.col),
  };
}

interface Found {
  readonly key?: unknown;
  readonly value?: unknown;
  /** How many parts of the path were there. */
  readonly depth: number;
}

function lookUp(document: Document.Parsed, path: Path): Found {
  let found: Found = { value: document.contents, depth: 0 };
  for (const part of path) {
    const inside: unknown = isAlias(found.value) ? found.value.resolve(document) : found.value;
    const next = member(document, inside, part);
    if (!next) return found;
    found = { ...next, depth: found.depth + 1 };
  }
  return found;
}

function member(
  document: Document.Parsed,
  node: unknown,
  part: string | number,
): { readonly key?: unknown; readonly value?: unknown } | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(part)];
    return value === undefined ? undefined : { value };
  }
  if (!isMap(node)) return undefined;
  const pair = pairOf(node, String(part));
  if (pair) return { key: pair.key, value: pair.value };
  for (const { key, value } of node.items) {
    if (keyText(key) !== '<<') continue;
    const merged: unknown = isAlias(value) ? value.resolve(document) : value;
    const inside = member(document, merged, part);
    if (inside) return inside;
  }
  return undefined;
}

/** The pair with this key; the first where it is written twice. */
export function pairOf(node: { readonly items: readonly unknown[] }, key: string): Pair | undefined {
  const known = pairsByKey.get(node.items);
  if (known) return known.get(key);
  const pairs = new Map<string, Pair>();
  for (const pair of node.items.filter(isPair)) {
    const text = keyText(pair.key);
    if (!pairs.has(text)) pairs.set(text, pair);
  }
  pairsByKey.set(node.items, pairs);
  return pairs.get(key);
}

/** Of maps already asked, as each entry of a long one is: a search from its start each time would take their square. */
const pairsByKey = new WeakMap<readonly unknown[], ReadonlyMap<string, Pair>>();

/** A key as the plain value has it. */
export function keyText(key: unknown): string {
  const value: unknown = isScalar(key) ? key.value : key;
  if (typeof value === 'symbol') return '<<'; // how the library marks a merge key
  if (value === null) return '';
  try {
    return `${value as string | number | boolean}`;
  } catch {
    return '?'; // a map as a key, which merges what is no map: its value is refused with the file
  }
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as Node | undefined | null)?.range;
  return range ? [range[0], range[1]] : undefined;
}
