// Rows of text as a table for the terminal.

/**
 * `columns`: the keys to show, which are also the headings. The columns `wrapped` share the room that the others leave of
 * `width` characters, the later ones at most a third of it, and go on below themselves; digests are shortened.
 */
export function formatTable(rows, { columns, wrapped, width }) {
  const cells = rows.map((row) => columns.map((column) => shortDigests(String(row[column] ?? ''))));
  const widths = columns.map((name, index) =>
    Math.max(name.length, ...cells.map((row) => row[index].length)),
  );
  const isWrapped = columns.map((name) => wrapped.includes(name));
  let room = width - gap.length * (columns.length - 1);
  widths.forEach((one, index) => (room -= isWrapped[index] ? 0 : one));
  for (const name of [...wrapped].reverse()) {
    const at = columns.indexOf(name);
    const most = name === wrapped[0] ? room : Math.floor(room / 3);
    widths[at] = Math.min(widths[at], Math.max(narrowest, most));
    room -= widths[at];
  }
  const lines = [
    columns,
    widths.map((one) => '-'.repeat(one)),
    ...cells.flatMap((row) => unfold(row, widths, isWrapped)),
  ];
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index]))
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
}

const gap = '  ';
const narrowest = 12;

/** Twelve of their digits tell digests apart. */
const shortDigests = (text) => text.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…');

/** The lines that one row takes. */
function unfold(row, widths, isWrapped) {
  const parts = row.map((cell, index) => (isWrapped[index] ? wrapWords(cell, widths[index]) : [cell]));
  const count = Math.max(...parts.map(({ length }) => length));
  return Array.from({ length: count }, (_, line) => parts.map((part) => part[line] ?? ''));
}

/** Words longer than a line, such as paths, go on at the next `/`, else anywhere. */
function wrapWords(text, width) {
  const lines = [''];
  for (const word of text.split(' ').flatMap((one) => pieces(one, width))) {
    const last = lines.at(-1);
    const space = last === '' || word.isContinued ? '' : ' ';
    if (last.length + space.length + word.text.length <= width) lines[lines.length - 1] += space + word.text;
    else lines.push(word.text);
  }
  return lines;
}

function pieces(word, width) {
  if (word.length <= width) return [{ text: word, isContinued: false }];
  return word
    .split(/(?<=\/)/)
    .flatMap((part) => part.match(new RegExp(`.{1,${width}}`, 'g')) ?? [])
    .map((text, index) => ({ text, isContinued: index > 0 }));
}
