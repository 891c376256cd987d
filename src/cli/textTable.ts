// Rows of cells as aligned text; what stands in them is the verb's business.

/**
 * Cells by row, all rows as long as the head; two spaces between columns, a rule below the head, none at line ends. Columns
 * that hold nothing but figures or times stand to the right. `atMost`: characters of a line; the last column is shortened to it.
 */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  atMost = Infinity,
): string {
  const columns = head.map((title, at) => {
    const cells = rows.map((row) => row[at] ?? '');
    return {
      wide: Math.max(...[title, ...cells].map(width)),
      isFigures: cells.some(Boolean) && cells.every((cell) => cell === '' || figure.test(cell)),
    };
  });
  const line = (cells: readonly string[]) =>
    columns
      .map(({ wide, isFigures }, at) => {
        const cell = cells[at] ?? '';
        const padding = ' '.repeat(wide - width(cell));
        return isFigures ? padding + cell : cell + padding;
      })
      .join(gap)
      .trimEnd();
  const others = columns.slice(0, -1).reduce((sum, { wide }) => sum + wide + gap.length, 0);
  const room = Math.max(narrowest, atMost - others);
  const last = columns.at(-1);
  if (last && last.wide > room)
    return textTable(head, rows.map((row) => [...row.slice(0, -1), shortened(row.at(-1) ?? '', room)])); // prettier-ignore
  return [line(head), line(columns.map(({ wide }) => '─'.repeat(wide))), ...rows.map(line)].join('\n');
}

/** Text of at most so many characters on one line. */
export function shortened(text: string, most: number): string {
  const plain = text.replace(/\s+/g, ' ');
  return [...plain].length > most ? `${[...plain].slice(0, most - 1).join('')}…` : plain;
}

const gap = '  ';
const narrowest = 12;
const figure = /^([~<>]?-?\d[\d,]*(\.\d+)?(e[+-]\d+)?%?|\d{4}-\d\d-\d\d([ T][\d:.]+Z?)?)$/;
const width = (text: string) => [...text].length;
