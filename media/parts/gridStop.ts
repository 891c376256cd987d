// The one stop that a grid has for Tab.
import { headRow, type CellAt } from './gridKeys';

/** Makes one cell the grid's stop for Tab, or of the heads the button in it, and focuses it where asked. `column` counts cells of the row as they stand in the page. */
export function stopAt(table: HTMLTableElement | null, { row, column }: CellAt, withFocus: boolean): void {
  const stop =
    row === headRow
      ? table?.tHead?.rows[0]?.cells[column]?.querySelector('button')
      : table?.tBodies[0]?.rows[row]?.cells[column];
  makeStop(table, stop);
  if (withFocus) stop?.focus();
}

/** Of all that stands in the table, this alone. */
export function makeStop(table: HTMLTableElement | null, stop: HTMLElement | null | undefined): void {
  table?.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
  stop?.setAttribute('tabindex', '0');
}
