// Types by the names that pandas, Spark and SQL databases have for them, and which of them a column of ours is.
import type { ColumnKind } from '../profile/profile';
import type { ExpectedColumn } from './step';

/** Whole numbers of any width are one another's: a file is read at other widths by other tools. The same of fractions. */
const kinds: Readonly<Record<ColumnKind, readonly string[]>> = {
  integer: [
    ...['int', 'integer', 'bigint', 'smallint', 'tinyint', 'mediumint', 'hugeint', 'long', 'short', 'byte'],
    ...['int2', 'int4', 'int8', 'int16', 'int32', 'int64', 'int128', 'byteint', 'int_', 'intc', 'intp'],
    ...['uint', 'uint8', 'uint16', 'uint32', 'uint64', 'ubigint', 'uinteger', 'usmallint', 'utinyint'],
    ...['integertype', 'longtype', 'shorttype', 'bytetype', 'serial', 'bigserial', 'bigint64', 'big_integer'],
    ...['smallinteger', 'biginteger'],
  ],
  number: [
    ...['float', 'float_', 'float16', 'float32', 'float64', 'float4', 'float8', 'double', 'real', 'number'],
    ...[
      'decimal',
      'numeric',
      'doubletype',
      'floattype',
      'decimaltype',
      'double_precision',
      'double precision',
    ],
    ...['bignumeric', 'money', 'half'],
  ],
  string: [
    ...['str', 'string', 'object', 'object_', 'o', 'varchar', 'char', 'text', 'nvarchar', 'nchar', 'ntext'],
    ...['character varying', 'character', 'stringtype', 'chartype', 'varchartype', 'str_', 'bpchar', 'clob'],
    ...['uuid', 'enum', 'category', 'unicode', 'tinytext', 'mediumtext', 'longtext'],
  ],
  boolean: ['bool', 'boolean', 'bool_', 'booleantype', 'bit', 'logical'],
  date: ['date', 'datetype'],
  timestamp: [
    ...[
      'timestamp',
      'datetime',
      'datetime64',
      'timestamptype',
      'timestampntztype',
      'timestamptz',
      'datetime2',
    ],
    ...['timestamp_ntz', 'timestamp_ltz', 'timestamp_tz', 'smalldatetime', 'datetimeoffset', 'datetimetz'],
    ...['timestamp without time zone', 'timestamp with time zone', 'datetimetzdtype'],
  ],
  other: [],
};

/** A length, precision or unit in brackets says nothing of the type: `VARCHAR(20)`, `datetime64[ns, UTC]`. */
const bare = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replace(/\s*[([<].*$/, '');

export function hasTypeNamed({ type, kind }: ExpectedColumn, names: readonly string[]): boolean {
  const own = type.endsWith(']') ? 'list' : bare(type);
  return names.map(bare).some((name) => name === own || kinds[kind].includes(name));
}

/** Whether any tool is known to have such a type. */
export const isTypeName = (name: string): boolean =>
  Object.values(kinds).some((known) => known.includes(bare(name))) || otherTypes.includes(bare(name));

const otherTypes = [
  'list',
  'dict',
  'array',
  'arraytype',
  'struct',
  'structtype',
  'map',
  'maptype',
  'json',
  'jsonb',
  'blob',
  'binary',
  'binarytype',
  'bytes',
  'time',
  'interval',
  'timedelta',
  'timedelta64',
  'complex',
  'nulltype',
];
