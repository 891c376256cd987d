// Names and values as SQL text; nothing else puts quotes into SQL.

/** A column, table or alias name, whatever characters it has. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A value as an SQL literal. Numbers that JSON cannot write become casts; text is exact. */
export function literal(value: string | number | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return Number.isFinite(value) ? String(value) : `'${String(value)}'::DOUBLE`;
}

/** A condition: the column is one of the values. */
export const isOneOf = (column: string, values: readonly (string | number)[]) =>
  `${identifier(column)} IN (${values.map((value) => literal(value)).join(', ')})`;
