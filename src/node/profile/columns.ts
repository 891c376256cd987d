// The columns of anything that can be selected from, and the SQL that reads a column as numbers or as text.
import { isTime, kindOf } from '../../core/profile/kind';
import type { ColumnKind, ColumnProfile } from '../../core/profile/profile';
import type { Database } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';

export interface TableColumn {
  readonly name: string;
  /** The engine's type. */
  readonly type: string;
  readonly kind: ColumnKind;
  /** True where it is known to hold neither NaN nor infinity, so that nothing has to guard against them. */
  readonly isFinite?: boolean;
}

/** `table`: a table's quoted name, or a table function's call. */
export async function columnsOf(db: Database, table: string): Promise<TableColumn[]> {
  const described = await db.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM ${table}`,
  );
  return described.map(({ column_name, column_type }) => ({
    name: column_name,
    type: column_type,
    kind: kindOf(column_type),
  }));
}

/** A value where there is one: NULL for NaN, infinities and endless times as well. */
export function finiteValue({ name, type, kind, isFinite }: TableColumn): string {
  const column = identifier(name);
  if (isFinite) return column;
  if (type === 'FLOAT' || type === 'DOUBLE' || kind === 'date' || kind === 'timestamp')
    return `CASE WHEN isfinite(${column}) THEN ${column} END`;
  return column;
}

/** A finite value as DOUBLE: milliseconds since 1970 for times. */
export function numberValue(column: TableColumn): string {
  const value = finiteValue(column);
  if (column.kind === 'date' || column.kind === 'timestamp') return `epoch_ms((${value})::TIMESTAMP)::DOUBLE`;
  return column.type === 'DOUBLE' ? value : `(${value})::DOUBLE`;
}

/** A text column's text, whatever the engine keeps it as. */
export function textValue({ name, type }: TableColumn): string {
  return type === 'VARCHAR' ? identifier(name) : `${identifier(name)}::VARCHAR`;
}

/** The distance from the mean: products of large values lose their last digits. Whole numbers stay whole where a double would not hold them. */
export function centredValue(column: ColumnProfile): string {
  const { kind, mean = 0, min, max } = column;
  const centre = isTime(kind) ? Date.parse(String(min)) : mean;
  if (kind === 'integer' && Math.max(Math.abs(Number(min)), Math.abs(Number(max))) > Number.MAX_SAFE_INTEGER)
    return `(${identifier(column.name)}::HUGEINT - ${literal(String(Math.round(centre)))}::DOUBLE::HUGEINT)::DOUBLE`;
  return `${numberValue(column)} - ${literal(String(centre))}::DOUBLE`;
}
