// Rows of cells as aligned text; what stands in them is the verb's business.
import stringWidth from 'string-width';
import { visibleValue } from './visible';

/**
 * Cells by row, all rows as long as the head; two spaces between columns, a rule below the head, none at line ends. Columns
 * that hold nothing but figures or times stand to the right. `atMost`: how wide a line may be; the last column is shortened to it.
 * What would colour the terminal or end the line is shown instead.
 */
export function textTable(
  titles: readonly string[],
  cells: readonly (readonly string[])[],
  atMost = Infinity,
): string {
  const head = titles.map(visibleValue);
  const rows = cells.map((row) => row.map(visibleValue));
  const columns = head.map((title, at) => {
    const below = rows.map((row) => row[at] ?? '');
    return {
      wide: Math.max(...[title, ...below].map((text) => stringWidth(text))),
      isFigures: below.some(Boolean) && below.every((cell) => cell === '' || figure.test(cell)),
    };
  });
  const line = (row: readonly string[]) =>
    columns
      .map(({ wide, isFigures }, at) => {
        const cell = row[at] ?? '';
        const padding = ' '.repeat(wide - stringWidth(cell));
        return isFigures ? padding + cell : cell + padding;
      })
      .join(gap)
      .trimEnd();
  const others = columns.slice(0, -1).reduce((sum, { wide }) => sum + wide + gap.length, 0);
  const room = Math.max(narrowest, atMost - others);
  const last = columns.at(-1);
  if (last && last.wide > room)
    return textTable(
      head,
      rows.map((row) => [...row.slice(0, -1), shortened(row.at(-1) ?? '', room)]),
    );
  return [line(head), line(columns.map(({ wide }) => '─'.repeat(wide))), ...rows.map(line)].join('\n');
}

/** Text on one line, at most so wide; some characters are two wide. */
export function shortened(text: string, most: number): string {
  const plain = text.replace(/\s+/g, ' ');
  if (stringWidth(plain) <= most) return plain;
  const kept = [...plain].slice(0, most - 1);
  while (stringWidth(kept.join('')) > most - 1) kept.pop();
  return `${kept.join('')}…`;
}

const gap = '  ';
const narrowest = 12;
const figure = /^([~<>]?-?\d[\d,]*(\.\d+)?(e[+-]\d+)?%?|\d{4}-\d\d-\d\d([ T][\d:.]+Z?)?)$/;
