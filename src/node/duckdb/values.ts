// DuckDB's values as plain values that JSON can hold. Types are DuckDB's; what they mean to a model is decided elsewhere.
import type * as Api from '@duckdb/node-api';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';

/** A cell: numbers for numbers, ISO text for dates and times, text for text; NaN and infinities stay numbers. */
export type Cell = null | boolean | number | string | readonly Cell[] | { readonly [key: string]: Cell };

/**
 * Integers beyond 2^53 become decimal text, so that an id of 19 digits is not rounded; DECIMAL becomes a number.
 * TIMESTAMP becomes `2026-01-31T12:00:00Z` (a time without a zone is taken as UTC), DATE `2026-01-31`.
 */
export function cellConverter({ DuckDBTypeId, DuckDBTimestampValue, JsonDuckDBValueConverter }: typeof Api) {
  const iso = (text: string) => (/^\d/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
  const convert = (value: DuckDBValue, type: DuckDBType): Cell => {
    if (value === null || value === undefined) return null;
    switch (type.typeId) {
      case DuckDBTypeId.BIGINT:
      case DuckDBTypeId.UBIGINT:
      case DuckDBTypeId.HUGEINT:
      case DuckDBTypeId.UHUGEINT: {
        const number = Number(value);
        return Number.isSafeInteger(number) ? number : String(value);
      }
      case DuckDBTypeId.FLOAT:
      case DuckDBTypeId.DOUBLE:
        return value as number;
      case DuckDBTypeId.DECIMAL:
        return Number(String(value));
      case DuckDBTypeId.TIMESTAMP_TZ:
        return iso(String(new DuckDBTimestampValue((value as { micros: bigint }).micros)));
      case DuckDBTypeId.TIMESTAMP:
      case DuckDBTypeId.TIMESTAMP_S:
      case DuckDBTypeId.TIMESTAMP_MS:
      case DuckDBTypeId.TIMESTAMP_NS:
        return iso(String(value));
      default:
        return JsonDuckDBValueConverter(
          value,
          type,
          (inner, innerType) => convert(inner, innerType) as never,
        );
    }
  };
  return convert;
}
