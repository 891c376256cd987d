// A value of a row as it is looked at: exactly, and not as more than it is.
import type { Cell } from '../../src/protocol/data';
import { figure } from '../../src/protocol/figures';

/** `type`: the column's, DuckDB's name. A time without a zone is told without one, though it travels as ISO. */
export function cellText(cell: Cell, type: string): string {
  if (typeof cell === 'number' && !Number.isInteger(cell)) return exact(cell);
  if (typeof cell === 'string' && isZoneless(type)) return cell.replace(/Z$/, '').replace('T', ' ');
  return String(cell);
}

const isZoneless = (type: string) => type.startsWith('TIMESTAMP') && !type.includes('TIME ZONE');

/** All digits that a table has room for; `figure` rounds, and a row is looked at for its true value. */
const exact = (value: number) =>
  Number.isFinite(value) ? String(Number(value.toPrecision(10))) : figure(value);
