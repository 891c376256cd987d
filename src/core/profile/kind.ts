// What a column of the engine's type is to a person.
import type { ColumnKind } from './profile';

const kinds: Readonly<Record<string, ColumnKind>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'integer',
  HUGEINT: 'integer',
  UTINYINT: 'integer',
  USMALLINT: 'integer',
  UINTEGER: 'integer',
  UBIGINT: 'integer',
  UHUGEINT: 'integer',
  BIGNUM: 'integer',
  FLOAT: 'number',
  DOUBLE: 'number',
  DECIMAL: 'number',
  VARCHAR: 'string',
  UUID: 'string',
  ENUM: 'string',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamp',
  TIMESTAMP_S: 'timestamp',
  TIMESTAMP_MS: 'timestamp',
  TIMESTAMP_NS: 'timestamp',
};

/** `type`: as DuckDB's DESCRIBE writes it, e.g. DECIMAL(18,3), VARCHAR[], ENUM('a', 'b'). */
export function kindOf(type: string): ColumnKind {
  if (type.endsWith(']')) return 'other';
  return kinds[type.replace(/\(.*$/s, '')] ?? 'other';
}

export const isNumeric = (kind: ColumnKind) => kind === 'integer' || kind === 'number';
export const isTime = (kind: ColumnKind) => kind === 'date' || kind === 'timestamp';

/** Whether its values are lists or objects, which have values of their own within them. */
export const isNested = (type: string) => /\]$|^(STRUCT|MAP|UNION)\(|^JSON$/.test(type);
