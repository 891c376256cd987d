// Arrow's types as DuckDB's, and the values of a column as they lie in a batch: by the bytes themselves, as Arrow's own getters round long numbers and times.
import type * as Api from '@duckdb/node-api';
import type { DuckDBValue } from '@duckdb/node-api';
import {
  DataType,
  DateUnit,
  IntervalUnit,
  Precision,
  TimeUnit,
  Vector,
  type Data,
  type Field,
} from 'apache-arrow';
import { identifier } from './quote';

export interface ArrowColumn {
  /** DuckDB's name of the type. */
  readonly type: string;
  /** The value at a place of a batch; what is missing is asked for too. */
  reader(data: Data): (index: number) => DuckDBValue;
}

/** Undefined for a type that no column of a table can have. */
export function arrowColumn(api: typeof Api, type: DataType): ArrowColumn | undefined {
  const column = plainColumn(api, type) ?? nestedColumn(api, type);
  if (!column) return undefined;
  return {
    type: column.type,
    reader: (data) => {
      requireBacked(data);
      const read = column.reader(data);
      return data.nullCount === 0 ? read : (index) => (data.getValid(index) ? read(index) : null);
    },
  };
}

/** How many values there are is stated apart from their bytes: a number that was damaged would be counted to, however large. */
function requireBacked({
  type,
  length,
  values: bytes,
  valueOffsets,
  nullBitmap,
  nullCount,
  stride,
}: Data<DataType>): void {
  const held = () => (bytes as ArrayLike<unknown> | undefined)?.length ?? 0;
  const isLacking =
    (nullCount !== 0 && !DataType.isNull(type) && (nullBitmap?.length ?? 0) * 8 < length) ||
    (hasOffsets(type) && length > 0 && (valueOffsets as ArrayLike<unknown>).length <= length) ||
    (DataType.isBool(type) && held() * 8 < length) ||
    (isOfOneSize(type) && held() < length * stride);
  if (isLacking) throw new Error('a column has fewer values than are stated');
}

const hasOffsets = (type: DataType) =>
  DataType.isUtf8(type) ||
  DataType.isLargeUtf8(type) ||
  DataType.isBinary(type) ||
  DataType.isLargeBinary(type) ||
  DataType.isList(type) ||
  DataType.isLargeList(type) ||
  DataType.isMap(type);

/** Each value has a place in the bytes. */
const isOfOneSize = (type: DataType) =>
  !hasOffsets(type) &&
  !DataType.isBool(type) &&
  !DataType.isNull(type) &&
  !DataType.isStruct(type) &&
  !DataType.isFixedSizeList(type);

const values = (data: Data) => data.values as ArrayLike<number>;
const longs = (data: Data) => data.values as BigInt64Array;

function plainColumn(api: typeof Api, type: DataType): ArrowColumn | undefined {
  if (DataType.isNull(type)) return { type: 'VARCHAR', reader: () => () => null };
  if (DataType.isBool(type))
    return {
      type: 'BOOLEAN',
      reader: (data) => {
        const bits = data.values as Uint8Array;
        return (index) => {
          const at = data.offset + index;
          return (((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
        };
      },
    };
  if (DataType.isInt(type)) {
    const size = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[type.bitWidth];
    return plain(`${type.isSigned ? '' : 'U'}${size}`);
  }
  // Arrow's getter unpacks the half ones.
  if (DataType.isFloat(type))
    return type.precision === Precision.HALF
      ? gotten('FLOAT')
      : plain(type.precision === Precision.SINGLE ? 'FLOAT' : 'DOUBLE');
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type))
    return gotten('VARCHAR');
  if (
    DataType.isBinary(type) ||
    DataType.isLargeBinary(type) ||
    DataType.isBinaryView(type) ||
    DataType.isFixedSizeBinary(type)
  )
    return gotten('BLOB', (value) => new api.DuckDBBlobValue(value as Uint8Array));
  if (DataType.isDecimal(type)) return decimalColumn(api, type);
  return timeColumn(api, type);
}

const plain = (type: string): ArrowColumn => ({
  type,
  reader: (data) => (index) => values(data)[index] as DuckDBValue,
});

const gotten = (type: string, convert = (value: unknown) => value as DuckDBValue): ArrowColumn => ({
  type,
  reader: (data) => {
    const vector = new Vector([data]);
    return (index) => convert(vector.get(index));
  },
});

function timeColumn(api: typeof Api, type: DataType): ArrowColumn | undefined {
  if (DataType.isDate(type))
    return {
      type: 'DATE',
      reader: (data) =>
        type.unit === DateUnit.DAY
          ? (index) => new api.DuckDBDateValue(values(data)[index] ?? 0)
          : (index) => new api.DuckDBDateValue(Number(floored(longs(data)[index] ?? 0n, 86_400_000n))),
    };
  if (DataType.isTimestamp(type)) {
    const micros = inMicros(type.unit);
    if (type.timezone)
      return {
        type: 'TIMESTAMPTZ',
        reader: (data) => (index) => new api.DuckDBTimestampTZValue(micros(longs(data)[index] ?? 0n)),
      };
    if (type.unit === TimeUnit.NANOSECOND)
      return {
        type: 'TIMESTAMP_NS',
        reader: (data) => (index) => new api.DuckDBTimestampNanosecondsValue(longs(data)[index] ?? 0n),
      };
    return {
      type: 'TIMESTAMP',
      reader: (data) => (index) => new api.DuckDBTimestampValue(micros(longs(data)[index] ?? 0n)),
    };
  }
  if (DataType.isTime(type)) {
    const micros = inMicros(type.unit);
    return {
      type: 'TIME',
      reader: (data) => (index) =>
        new api.DuckDBTimeValue(micros(BigInt((data.values as ArrayLike<number | bigint>)[index] ?? 0))),
    };
  }
  if (DataType.isDuration(type)) {
    const micros = inMicros(type.unit);
    return {
      type: 'INTERVAL',
      reader: (data) => (index) => new api.DuckDBIntervalValue(0, 0, micros(longs(data)[index] ?? 0n)),
    };
  }
  if (!DataType.isInterval(type)) return undefined;
  return {
    type: 'INTERVAL',
    reader: (data) => {
      const of = values(data);
      if (type.unit === IntervalUnit.YEAR_MONTH)
        return (index) => new api.DuckDBIntervalValue(of[index] ?? 0, 0, 0n);
      if (type.unit === IntervalUnit.DAY_TIME)
        return (index) =>
          new api.DuckDBIntervalValue(0, of[2 * index] ?? 0, BigInt(of[2 * index + 1] ?? 0) * 1000n);
      return (index) => {
        const nanos = (BigInt(of[4 * index + 3] ?? 0) << 32n) | BigInt((of[4 * index + 2] ?? 0) >>> 0);
        return new api.DuckDBIntervalValue(of[4 * index] ?? 0, of[4 * index + 1] ?? 0, nanos / 1000n);
      };
    },
  };
}

/** What DuckDB's times count. */
function inMicros(unit: TimeUnit): (value: bigint) => bigint {
  switch (unit) {
    case TimeUnit.SECOND:
      return (value) => value * 1_000_000n;
    case TimeUnit.MILLISECOND:
      return (value) => value * 1000n;
    case TimeUnit.MICROSECOND:
      return (value) => value;
    case TimeUnit.NANOSECOND:
      return (value) => floored(value, 1000n);
  }
}

const floored = (value: bigint, by: bigint) => (value - (((value % by) + by) % by)) / by;

/** Of more digits than DuckDB's have, the text: nothing is rounded. */
function decimalColumn(
  api: typeof Api,
  {
    precision,
    scale,
    bitWidth,
  }: { readonly precision: number; readonly scale: number; readonly bitWidth: number },
): ArrowColumn {
  const parts = bitWidth / 32;
  const integer = (data: Data, index: number) => {
    const words = data.values as Uint32Array;
    let value = 0n;
    for (let part = parts - 1; part >= 0; part--)
      value = (value << 32n) | BigInt(words[index * parts + part] ?? 0);
    return BigInt.asIntN(bitWidth, value);
  };
  if (precision <= 38 && scale >= 0)
    return {
      type: `DECIMAL(${precision}, ${scale})`,
      reader: (data) => (index) => new api.DuckDBDecimalValue(integer(data, index), precision, scale),
    };
  return { type: 'VARCHAR', reader: (data) => (index) => decimalText(integer(data, index), scale) };
}

function decimalText(value: bigint, scale: number): string {
  if (scale <= 0) return String(value * 10n ** BigInt(-scale));
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const fieldsOf = (type: DataType) => type.children as readonly Field<DataType>[];

function nestedColumn(api: typeof Api, type: DataType): ArrowColumn | undefined {
  if (DataType.isDictionary(type)) {
    const of = arrowColumn(api, type.dictionary as DataType);
    return of && { type: of.type, reader: (data) => dictionaryReader(of, data) };
  }
  if (DataType.isMap(type)) {
    const [entry] = fieldsOf(type);
    const [key, value] = entry ? fieldsOf(entry.type).map((field) => arrowColumn(api, field.type)) : [];
    if (!key || !value) return undefined;
    return {
      type: `MAP(${key.type}, ${value.type})`,
      reader: (data) => {
        const { between, child } = listParts(data);
        const [keys, items] = child.children;
        const [readKey, readValue] = [keys && key.reader(keys), items && value.reader(items)];
        return (index) =>
          new api.DuckDBMapValue(
            between(index).map((at) => ({ key: readKey?.(at) ?? null, value: readValue?.(at) ?? null })),
          );
      },
    };
  }
  if (DataType.isList(type) || DataType.isLargeList(type) || DataType.isFixedSizeList(type)) {
    const [field] = fieldsOf(type);
    const of = field && arrowColumn(api, field.type);
    if (!of) return undefined;
    return {
      type: `${of.type}[]`,
      reader: (data) => {
        const size = DataType.isFixedSizeList(type) ? type.listSize : undefined;
        const { between, child } = listParts(data, size);
        const read = of.reader(child);
        return (index) => new api.DuckDBListValue(between(index).map(read));
      },
    };
  }
  if (!DataType.isStruct(type)) return undefined;
  const fields = fieldsOf(type).map(({ name, type: of }) => ({
    name,
    column: arrowColumn(api, of),
  }));
  if (fields.length === 0 || fields.some(({ column }) => !column)) return undefined;
  return {
    type: `STRUCT(${fields.map(({ name, column }) => `${identifier(name)} ${column?.type ?? ''}`).join(', ')})`,
    reader: (data) => {
      const readers = fields.map(({ name, column }, at) => {
        const child = data.children[at];
        return [name, child && column ? column.reader(child) : () => null] as const;
      });
      return (index) =>
        new api.DuckDBStructValue(Object.fromEntries(readers.map(([name, read]) => [name, read(index)])));
    },
  };
}

function dictionaryReader(of: ArrowColumn, data: Data): (index: number) => DuckDBValue {
  const words = ((data.dictionary?.data ?? []) as readonly Data<DataType>[]).flatMap((part) => {
    const read = of.reader(part);
    return Array.from({ length: part.length }, (_, index) => read(index));
  });
  const places = data.values as ArrayLike<number | bigint>;
  return (index) => {
    const place = Number(places[index]);
    if (!(place >= 0 && place < words.length))
      throw new Error('a value is not among those of its dictionary');
    return words[place] as DuckDBValue;
  };
}

function listParts(data: Data, size?: number) {
  const [child] = data.children;
  if (!child) throw new Error('a list has no values');
  const offsets = data.valueOffsets as ArrayLike<number | bigint>;
  const between = (index: number): number[] => {
    const from = size === undefined ? Number(offsets[index]) : index * size;
    const to = size === undefined ? Number(offsets[index + 1]) : from + size;
    if (!(from >= 0 && from <= to && to <= child.length)) throw new Error('a list is longer than its values');
    return Array.from({ length: to - from }, (_, at) => from + at);
  };
  return { between, child };
}
