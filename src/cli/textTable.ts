// Rows of cells as aligned text; what stands in them is the verb's business.

/** Cells by row, all rows as long as the head; two spaces between columns, a rule below the head, none at line ends. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) =>
    Math.max(...[title, ...rows.map((row) => row[at] ?? '')].map(width)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - width(cell))))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((wide) => '─'.repeat(wide))), ...rows.map(line)].join('\n');
}

const width = (text: string) => [...text].length;
