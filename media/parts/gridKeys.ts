// Where the arrow keys lead from one cell of a grid; the same in every grid.

export interface CellAt {
  readonly row: number;
  readonly column: number;
}

/** The cell that the key leads to, inside the grid; undefined for keys that do not move. */
export function cellAfter(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { row, column }: CellAt,
  last: CellAt,
): CellAt | undefined {
  const moves: Readonly<Record<string, CellAt>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: ctrlKey ? { row: 0, column: 0 } : { row, column: 0 },
    End: ctrlKey ? last : { row, column: last.column },
  };
  const to = moves[key];
  return to && { row: clamp(to.row, last.row), column: clamp(to.column, last.column) };
}

export const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most));

/** Makes one cell the grid's stop for Tab, and focuses it where asked. `column` counts cells of the row as they stand in the page. */
export function stopAt(
  body: HTMLTableSectionElement | null,
  { row, column }: CellAt,
  withFocus: boolean,
): void {
  body?.querySelector('td[tabindex="0"]')?.setAttribute('tabindex', '-1');
  const cell = body?.rows[row]?.cells[column];
  cell?.setAttribute('tabindex', '0');
  if (withFocus) cell?.focus();
}
