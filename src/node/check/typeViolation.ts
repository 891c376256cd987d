// When a value is not of the type that a manifest expects, as SQL over a present value.
import type { ColumnType } from '../../core/manifest/step';
import { identifier } from '../duckdb/quote';
import type { TableColumn } from '../profile/columns';

/** Whole numbers kept as DOUBLE are integers: files lose the difference where values are missing. Text is only ever text. */
export function typeViolation(column: TableColumn, expected: ColumnType): string {
  const { kind, name } = column;
  if (kind === expected) return 'false';
  switch (expected) {
    case 'integer':
      return kind === 'number'
        ? `NOT isfinite(${identifier(name)}::DOUBLE) OR ${identifier(name)}::DOUBLE <> floor(${identifier(name)}::DOUBLE)`
        : 'true';
    case 'number':
      return kind === 'integer' ? 'false' : 'true';
    case 'date':
      return kind === 'timestamp'
        ? `${identifier(name)}::TIMESTAMP <> ${identifier(name)}::DATE::TIMESTAMP`
        : 'true';
    case 'timestamp':
      return kind === 'date' ? 'false' : 'true';
    case 'string':
    case 'boolean':
      return 'true';
  }
}
