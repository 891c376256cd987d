// Putting one value into a YAML text by changing only the lines it needs: all other bytes, comments too, stay as they are.
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { YamlText } from '../yaml';
import { keyText } from './place';
import { flowPair, flowText, indented, renderItem, renderPair, type Style } from './render';
import type { Path } from './schemaAt';

/** Text between two offsets, and what stands there instead. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface Target extends YamlText {
  readonly text: string;
  readonly style: Style;
}

/** How many levels of maps below the top are written on lines of their own: sections and their entries. */
const blockLevels = 2;

/**
 * The text with `value` at `path`; keys that are not there yet are added after the last of their map. Undefined where it
 * would take more than a local change, e.g. through an alias. The caller reads the result again before it is believed.
 */
export function spliced(target: Target, path: Path, value: unknown): string | undefined {
  const changes = place(target, { node: target.document.contents, path, value, level: blockLevels });
  if (!changes) return undefined;
  return [...changes]
    .sort((a, b) => b.from - a.from)
    .reduce(
      (whole, { from, to, text: between }) => whole.slice(0, from) + between + whole.slice(to),
      target.text,
    );
}

type Changes = readonly Change[] | undefined;

interface Placing {
  readonly node: unknown;
  /** What is left of the way to the value. */
  readonly path: Path;
  readonly value: unknown;
  readonly level: number;
}

function place(target: Target, { node, path, value, level }: Placing): Changes {
  const [key, ...rest] = path;
  if (key === undefined || isAlias(node)) return undefined;
  const whole = nested(rest, value);
  if (node === null || (isScalar(node) && node.value === null))
    return atEnd(target, renderPair(String(key), whole, target.style, level));
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    if (item === undefined) return appendItem(target, node, whole);
    return place(target, { node: item, path: rest, value, level: level - 1 });
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((one) => keyText(one.key) === String(key));
  if (!pair) return appendPair(target, { map: node, key: String(key), value: whole, level });
  const inside: unknown = pair.value;
  const isEmpty = inside === null || (isScalar(inside) && inside.value === null);
  if (rest.length > 0 && !isEmpty)
    return place(target, { node: inside, path: rest, value, level: level - 1 });
  return replaceValue(target, { map: node, pair, value: whole, level });
}

/** At `a`, `b`, 1 becomes `{a: {b: 1}}`. */
const nested = (path: Path, value: unknown): unknown =>
  path.reduceRight<unknown>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value);

/** Into a document without content: below its comments. */
function atEnd(target: Target, lines: readonly string[]): Changes {
  const from = target.text.length;
  return [{ from, to: from, text: asLines(target, from, lines, 0) }];
}

function appendPair(
  target: Target,
  { map, key, value, level }: { map: YAMLMap; key: string; value: unknown; level: number },
): Changes {
  const { style } = target;
  if (map.flow) return intoFlow(target, map, flowPair(key, value, style));
  const last = map.items.at(-1);
  const column = columnOf(target, map.items[0]?.key);
  if (!last || column === undefined) return undefined;
  const from = endOfEntry(target, last, column);
  const lines = renderPair(key, value, style, level);
  const gap = level === blockLevels && style.hasGaps ? [''] : [];
  return [{ from, to: from, text: asLines(target, from, [...gap, ...lines], column) }];
}

function appendItem(target: Target, list: YAMLSeq, value: unknown): Changes {
  const { text, style } = target;
  if (list.flow) return intoFlow(target, list, flowText(value, style));
  const first = rangeOf(list.items[0]);
  const last = list.items.at(-1);
  if (!first || last === undefined) return undefined;
  const lineStart = text.lastIndexOf('\n', first[0] - 1) + 1;
  const dash = text.lastIndexOf('-', first[0] - 1);
  if (dash < lineStart) return undefined;
  const column = dash - lineStart;
  const from = endOfEntry(target, { key: undefined, value: last }, column);
  return [{ from, to: from, text: asLines(target, from, renderItem(value, style), column) }];
}

/** Before the closing bracket, after the last item and its comma. */
function intoFlow({ text, style }: Target, node: YAMLMap | YAMLSeq, inside: string): Changes {
  const range = rangeOf(node);
  if (!range) return undefined;
  const close = range[1] - 1;
  if (node.items.length === 0) {
    const padded = style.hasPadding ? ` ${inside} ` : inside;
    return [{ from: range[0] + 1, to: close, text: padded }];
  }
  const last: unknown = node.items.at(-1);
  const end = isMap(node) ? pairEnd(last as Pair) : rangeOf(last)?.[1];
  if (end === undefined) return undefined;
  const hasComma = text.slice(end, close).trim() === ',';
  const from = hasComma ? text.indexOf(',', end) + 1 : end;
  return [{ from, to: from, text: `${hasComma ? ' ' : ', '}${inside}` }];
}

/** A value that fits goes where the old one stood; a longer one below the key, whose comment stays on its line. */
function replaceValue(
  target: Target,
  { map, pair, value, level }: { map: YAMLMap; pair: Pair; value: unknown; level: number },
): Changes {
  const { text, style } = target;
  const key = rangeOf(pair.key);
  const column = columnOf(target, pair.key);
  if (!key || column === undefined) return undefined;
  const from = text.indexOf(':', key[1]) + 1;
  const old = rangeOf(pair.value);
  const to = old && old[1] > from ? trimmedEnd(text, from, old[1]) : from;
  if (map.flow) return [{ from, to, text: ` ${flowText(value, style)}` }];
  const [first = '', ...lines] = renderPair(keyText(pair.key), value, style, level);
  const beside = first.slice(first.indexOf(':') + 1); // of a text of several lines: `|`
  if (lines.length === 0) return [{ from, to, text: beside }];
  if (text.slice(from, to).includes('\n'))
    return [{ from, to, text: `${beside}${style.newline}${indented(lines, column).join(style.newline)}` }];
  const lineEnd = endOfLine(text, to);
  return [
    { from, to, text: beside },
    { from: lineEnd, to: lineEnd, text: asLines(target, lineEnd, lines, column) },
  ];
}

/** After the entry's last line and the comments that are indented deeper than its key. */
function endOfEntry({ text }: Target, pair: Pick<Pair, 'key' | 'value'>, column: number): number {
  let end = endOfLine(text, trimmedEnd(text, 0, pairEnd(pair) ?? 0));
  for (let at = end; at < text.length;) {
    const next = endOfLine(text, at);
    const line = text.slice(at, next);
    const comment = /^( *)#/.exec(line);
    if (comment && (comment[1]?.length ?? 0) > column) end = next;
    else if (line.trim() !== '') break;
    at = next;
  }
  return end;
}

/** Offset behind the line's end; the text's length in its last line. */
function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** Block texts and maps end behind their line's end. */
function trimmedEnd(text: string, from: number, to: number): number {
  return from + text.slice(from, to).trimEnd().length;
}

const pairEnd = ({ key, value }: Pick<Pair, 'key' | 'value'>) => rangeOf(value)?.[1] ?? rangeOf(key)?.[1];

function columnOf({ lines }: Target, key: unknown): number | undefined {
  const range = rangeOf(key);
  return range && lines.linePos(range[0]).col - 1;
}

function asLines(
  { text, style: { newline } }: Target,
  at: number,
  lines: readonly string[],
  column: number,
): string {
  const isAtLineStart = at === 0 || text[at - 1] === '\n';
  return `${isAtLineStart ? '' : newline}${indented(lines, column).join(newline)}${newline}`;
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}
