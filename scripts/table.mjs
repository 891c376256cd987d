// Rows of text as a table for the terminal.

/**
 * `columns`: the keys to show, which are also the headings. The column `wrapped` takes the room that the others leave of
 * `width` characters, at least 40, and goes on below itself; the last column may run over the edge.
 */
export function formatTable(rows, { columns, wrapped, width }) {
  const cells = rows.map((row) => columns.map((column) => String(row[column] ?? '')));
  const widths = columns.map((name, index) =>
    Math.max(name.length, ...cells.map((row) => row[index].length)),
  );
  const at = columns.indexOf(wrapped);
  const others = widths.reduce((total, one, index) => total + (index === at ? 0 : Math.min(one, 40) + 2), 0);
  widths[at] = Math.min(widths[at], Math.max(40, width - others));
  const lines = [
    columns,
    widths.map((one) => '-'.repeat(one)),
    ...cells.flatMap((row) => unfold(row, at, widths[at])),
  ];
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The lines that one row takes. */
function unfold(row, at, width) {
  const parts = wrapWords(row[at], width);
  return parts.map((part, line) => row.map((cell, index) => (index === at ? part : line === 0 ? cell : '')));
}

function wrapWords(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === '' || last.length + 1 + word.length <= width)
      lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
