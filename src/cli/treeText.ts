// The catalog's rows as text: a tree with its figures in one column, as wide as the terminal and no wider.
import stringWidth from 'string-width';
import type { CatalogNode, NodeState } from '../core/catalog/node';
import { commandText } from '../core/remedy';

export interface TreeStyle {
  /** Of the terminal. */
  readonly width: number;
  mark(state: NodeState): string;
  bold(text: string): string;
  dim(text: string): string;
}

interface Row {
  /** Indentation, mark and label, as printed and as wide. */
  readonly left: string;
  readonly indent: number;
  readonly node: CatalogNode;
}

const gap = 2;
const narrowest = 24;

/** One line or more a row; rows whose parent says enough are not left out: what is there is shown. */
export function treeText(nodes: readonly CatalogNode[], style: TreeStyle): string {
  const rows = flatten(nodes, 0);
  const wide = rows.map(({ left }) => stringWidth(left)).filter((size) => size <= style.width * 0.45);
  const column = Math.max(12, ...wide) + gap;
  return rows.flatMap((row) => rowLines(row, column, style)).join('\n');
}

function flatten(nodes: readonly CatalogNode[], depth: number): readonly Row[] {
  return nodes.flatMap((node) => {
    const indent = 2 + 2 * depth;
    return [
      { left: `${' '.repeat(indent)}  ${node.label}`, indent, node },
      ...flatten(node.children, depth + 1),
    ];
  });
}

/** The figures stand beside the label where there is room, else below it. */
function rowLines({ left, indent, node }: Row, column: number, style: TreeStyle): readonly string[] {
  const { description = '', fix, remedy, state } = node;
  const paint = (label: string) =>
    node.kind === 'dataset' || node.kind === 'model' || node.kind === 'deployment'
      ? style.bold(label)
      : label;
  const room = style.width - column;
  const isBeside = stringWidth(left) + gap <= column && room >= narrowest;
  const head = wrapped(node.label, style.width - indent - 2);
  const mark = `${' '.repeat(indent)}${style.mark(state)} `;
  const below = (text: string) =>
    wrappedFigures(text, Math.max(10, style.width - indent - 4)).map(
      (line) => `${' '.repeat(indent + 4)}${style.dim(line)}`,
    );
  const labelLines = head.map((line, index) =>
    index === 0 ? `${mark}${paint(line)}` : `${' '.repeat(indent + 2)}${paint(line)}`,
  );
  const command = remedy && commandText(remedy);
  const toDo = [fix, command === fix ? undefined : command].filter((text) => text !== undefined);
  const fixes = isTrouble(node)
    ? toDo.filter((text) => text !== description).flatMap((text) => below(`→ ${text}`))
    : [];
  if (description === '') return [...labelLines, ...fixes];
  if (!isBeside) return [...labelLines, ...below(description), ...fixes];
  const figures = wrappedFigures(description, room);
  const padding = ' '.repeat(column - stringWidth(left));
  return [
    `${labelLines[0] ?? ''}${padding}${style.dim(figures[0] ?? '')}`,
    ...figures.slice(1).map((line) => `${' '.repeat(column)}${style.dim(line)}`),
    ...fixes,
  ];
}

const isTrouble = ({ kind, state }: CatalogNode) =>
  kind === 'next' || ((state === 'error' || state === 'warning') && kind !== 'stage' && kind !== 'run');

const separator = ' · ';

/** Breaks between figures, and inside one only where it is longer than a line. */
function wrappedFigures(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const figure of text.split(separator)) {
    const last = lines.at(-1);
    const longer = last === undefined ? figure : `${last}${separator}${figure}`;
    if (stringWidth(longer) <= width) lines.splice(Math.max(0, lines.length - 1), 1, longer);
    else lines.push(...wrapped(figure, width));
  }
  return lines;
}

/** Words that are longer than the line are cut into pieces. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((word) => pieces(word, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

function pieces(word: string, width: number): readonly string[] {
  if (stringWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (stringWidth(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
