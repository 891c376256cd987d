// `cast`: another type, lossless or refused.
import type { ColumnType } from '../../manifest/steps/cast';
import type { Written } from '../../manifest/step';
import { identifier, literal } from '../../quote';
import { findColumns } from '../columns';
import { isText } from '../columnType';
import type { CastCheck } from '../pipeline';
import { changeTo, kept } from './change';
import type { StepMeaning } from './meaning';

/** DuckDB's type for each type a person can name. */
export const engineTypes: Readonly<Record<ColumnType, string>> = {
  integer: 'BIGINT',
  number: 'DOUBLE',
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

/** A time that is written year first is read as well: requests may bring it so, and logs of before the format was said have it. */
function timeIn(source: string, format: string): string {
  const read = `try_strptime(${source}, ${literal(format)})`;
  if (/^%Y|%z/i.test(format)) return read;
  return `coalesce(${read}, CASE WHEN regexp_full_match(${source}, '\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?Z?)?') THEN TRY_CAST(${source} AS TIMESTAMP) END)`;
}

export const cast: StepMeaning<Written<'cast'>> = {
  compile: (written, before, place) => {
    const { problems } = findColumns(Object.keys(written), before.columns, place.what);
    if (problems.length > 0) return { problems };
    const casts: CastCheck[] = [];
    const outputs = before.columns.map((column) => {
      const wanted = Object.hasOwn(written, column.name) ? written[column.name] : undefined;
      const { type: to, format } = typeof wanted === 'object' ? wanted : { type: wanted, format: undefined };
      if (to === undefined || engineTypes[to] === column.type) return kept(column);
      const type = engineTypes[to];
      const source = identifier(column.name);
      const isWritten = format !== undefined && isText(column.type);
      const value = isWritten ? timeIn(source, format) : source;
      const result = `TRY_CAST(${value} AS ${type})`;
      // DuckDB rounds 1.5 to 2 when it casts to an integer; a cast that loses something has failed.
      const loses = to === 'integer' ? ` OR TRY_CAST(${source} AS DOUBLE) <> ${result}` : '';
      casts.push({
        column: column.name,
        to,
        ...(isWritten ? { format } : {}),
        fails: `${source} IS NOT NULL AND (${result} IS NULL${loses})`,
      });
      return { column: { name: column.name, type }, sql: result };
    });
    return changeTo(before, { outputs, touched: Object.keys(written), casts }, place);
  },
  serving: {
    narrow: (written, wanted) => {
      const kept = Object.entries(written).filter(([name]) => wanted.has(name));
      return { ...(kept.length > 0 && { written: Object.fromEntries(kept) }), wanted };
    },
  },
};
