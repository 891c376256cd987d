// A new value as YAML text in the style of the file it goes into: short things on one line, the rest below one another.
import { stringify, type ToStringOptions } from 'yaml';
import { quotedText } from '../yamlText';

export interface Style {
  /** Spaces a level. */
  readonly indent: number;
  /** `{ a: 1 }` rather than `{a: 1}`. */
  readonly hasPadding: boolean;
  readonly hasSingleQuotes: boolean;
  /** Lists stand in brackets rather than one value a line, so that a long one goes on in brackets. */
  readonly hasBrackets: boolean;
  /** Whether a blank line stands between the parts of the file, as in new ones. */
  readonly hasGaps: boolean;
  readonly newline: '\n' | '\r\n';
}

const longest = 60;

/** Of a file that nobody has written in yet. */
export const houseStyle: Style = {
  indent: 2,
  hasPadding: false,
  hasSingleQuotes: false,
  hasBrackets: false,
  hasGaps: true,
  newline: '\n',
};

/** What the text already does; the house style where it does nothing. */
export function styleOf(text: string): Style {
  const indent = /^[\w"'-]+:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( +)\S/m.exec(text)?.[1]?.length ?? 2;
  const number = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return {
    indent: Math.min(indent, 8),
    hasPadding: number(/\{ +[^\s}]/g) > number(/\{[^\s}]/g),
    hasSingleQuotes: number(/[:,[{-] *'/g) > number(/[:,[{-] *"/g),
    hasBrackets: number(/[:-] +\[/g) > number(/^ *- +(?![[{#])(?:"[^"]*"|'[^']*'|[^:#]*?)\s*(?:#.*)?$/gm),
    hasGaps: number(/^[\w"'-]+:/gm) < 2 || /\n[ \t]*\r?\n(?:#.*\r?\n)*[\w"'-]+:/.test(text),
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** Lines of `key: value`; maps down to `levels` below the key stand on lines of their own however short they are. */
export function renderPair(key: string, value: unknown, style: Style, levels = 0): readonly string[] {
  const name = scalar(key, style);
  if (isOnOneLine(value, style, levels)) return [`${name}: ${flowText(value, style)}`];
  if (typeof value === 'string') return withoutEnd(stringify({ [key]: value }, options(style))).split('\n');
  if (style.hasBrackets && Array.isArray(value) && value.every(isScalar)) return filled(name, value, style);
  const below = Array.isArray(value)
    ? value.flatMap((item) => renderItem(item, style))
    : pairs(value).flatMap(([inner, one]) => renderPair(inner, one, style, levels - 1));
  return [`${name}:`, ...indented(below, style.indent)];
}

/** `key: [a, b,` and what does not fit into the line below it. */
function filled(name: string, list: readonly unknown[], style: Style): readonly string[] {
  const lines: string[] = [];
  let line = `${name}: [`;
  list.forEach((item, index) => {
    const text = `${scalar(item, style)}${index < list.length - 1 ? ',' : ']'}`;
    const longer = index === 0 ? `${line}${text}` : `${line} ${text}`;
    if (index === 0 || longer.length <= longest) line = longer;
    else {
      lines.push(line);
      line = `${' '.repeat(style.indent)}${text}`;
    }
  });
  return [...lines, line];
}

/** Lines of `- value`. */
export function renderItem(value: unknown, style: Style): readonly string[] {
  const [first = '', ...others] = itemLines(value, style);
  return [`- ${first}`, ...indented(others, 2)];
}

function itemLines(value: unknown, style: Style): readonly string[] {
  if (isMap(value) && pairs(value).length > 0)
    return pairs(value).flatMap(([key, one]) => renderPair(key, one, style));
  if (Array.isArray(value) && !isOnOneLine(value, style, 0))
    return value.flatMap((item) => renderItem(item, style));
  if (typeof value === 'string' && hasLines(value))
    return withoutEnd(stringify(value, options(style))).split('\n');
  return [flowText(value, style)];
}

/** The value on one line, wherever it may stand. */
export function flowText(value: unknown, style: Style): string {
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item, style)).join(', ')}]`;
  if (!isMap(value)) return scalar(value, style);
  const inside = pairs(value).map(([key, one]) => flowPair(key, one, style));
  const padding = style.hasPadding && inside.length > 0 ? ' ' : '';
  return `{${padding}${inside.join(', ')}${padding}}`;
}

/** `key: value` for inside braces. */
export const flowPair = (key: string, value: unknown, style: Style): string =>
  `${scalar(key, style)}: ${flowText(value, style)}`;

export const indented = (lines: readonly string[], column: number): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `${' '.repeat(column)}${line}`));

/** Quoted where it has to be between braces; also what only YAML 1.1 takes for something else, such as yes and no. */
function scalar(value: unknown, style: Style): string {
  if (typeof value === 'string' && /[\n\r\ufeff]/.test(value)) return quotedText(value);
  return withoutEnd(stringify([value], { ...options(style), collectionStyle: 'flow' })).slice(1, -1);
}

/** Without the line end that the library adds. */
const withoutEnd = (text: string) => text.replace(/\n$/, '');

function isOnOneLine(value: unknown, style: Style, levels: number): boolean {
  if (hasLines(value)) return false;
  if (isMap(value) && levels > 0 && pairs(value).length > 0) return false;
  if (Array.isArray(value) && value.some((item) => isMap(item))) return false;
  return typeof value !== 'object' || value === null || flowText(value, style).length <= longest;
}

/** Blanks at either end and foreign line ends are not safe below one another. */
function hasLines(value: unknown): boolean {
  if (typeof value === 'string') return /^\S[^\r]*\n[^\r]*\S\n?$/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLines);
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown) => typeof value !== 'object' || value === null;

/** Members without a value are not written. */
const pairs = (value: unknown): readonly (readonly [string, unknown])[] =>
  Object.entries(value ?? {}).filter(([, one]) => one !== undefined);

const options = ({ indent, hasSingleQuotes }: Style): ToStringOptions & { compat: 'yaml-1.1' } => ({
  indent,
  lineWidth: 0,
  flowCollectionPadding: false,
  singleQuote: hasSingleQuotes,
  compat: 'yaml-1.1',
});
