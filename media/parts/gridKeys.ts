// Where the arrow keys lead from one cell of a grid; the same in every grid.

export interface CellAt {
  readonly row: number;
  readonly column: number;
}

/** The row of the heads where they are a part of the grid. */
export const headRow = -1;

/** The cell that the key leads to, inside the grid; undefined for keys that do not move. `top`: the first row, `headRow` or 0. */
export function cellAfter(
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  { row, column }: CellAt,
  { last, top = 0 }: { readonly last: CellAt; readonly top?: number },
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
  return to && { row: clamp(to.row, last.row, top), column: clamp(to.column, last.column) };
}

export const clamp = (value: number, most: number, least = 0) => Math.max(least, Math.min(value, most));
