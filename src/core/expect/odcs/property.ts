// What a contract says of one property of its object: that it is there, its type with the options of that, required, unique, and its quality rules.
import * as z from 'zod';
import type { Check, Expectation, Range, ValueTest } from '../expectation';
import { wrongFormat } from '../python/strptime';
import type { ExpectedColumn } from '../step';
import { isTypeName } from '../typeNames';
import { issuesOf, type SuiteReading, type WrittenText } from '../written';
import { javaTimeFormat } from './javaTime';
import { qualityExpectations } from './quality';
import type { ContractProperty } from './schema';
import { columnNamed, type ContractUse } from './use';

type Path = readonly (string | number)[];

export function propertyExpectations(
  written: WrittenText,
  path: Path,
  property: ContractProperty,
  use: ContractUse,
): SuiteReading {
  const name = columnNamed(property, use);
  const column = use.columns.find((one) => one.name === name);
  const make = (key: string, label: string, check: Check): Expectation => ({
    label: `${property.name}.${label}`,
    check,
    severity: 'error',
    rules: 'suite',
    at: { file: written.file, line: written.lineOf([...path, key]) },
  });
  const quality = qualityExpectations(written, [...path, 'quality'], property.quality, {
    ...use,
    objects: [],
    property: name,
  });
  const isKey = property.primaryKey;
  const present = [
    make('name', 'exists', { kind: 'column', column: name }),
    ...(property.required || isKey
      ? [make(property.required ? 'required' : 'primaryKey', 'required', { kind: 'present', column: name })]
      : []),
    ...(property.unique
      ? [make('unique', 'unique', { kind: 'unique', columns: [name], ignored: 'any missing' })]
      : []),
  ];
  const options = optionTests(property, column);
  if ('error' in options)
    return {
      expectations: [...present, ...quality.expectations],
      problems: [
        ...issuesOf(written, [...path, 'logicalTypeOptions'], options.error, property.name),
        ...quality.problems,
      ],
    };
  const tests = [...typeTests(property, column), ...options.tests].map(({ key, label, test }) =>
    make(key, label, { kind: 'values', column: name, test }),
  );
  return { expectations: [...present, ...tests, ...quality.expectations], problems: quality.problems };
}

interface Told {
  readonly key: string;
  readonly label: string;
  readonly test: ValueTest;
}

/** Types of ours where there is one, so that whole numbers kept as fractions are integers; other types by their name. */
function typeTests(
  { logicalType, physicalType, logicalTypeOptions }: ContractProperty,
  column: ExpectedColumn | undefined,
): readonly Told[] {
  const told = (test: ValueTest): readonly Told[] => [
    { key: 'logicalType', label: `logicalType ${logicalType ?? ''}`, test },
  ];
  switch (logicalType) {
    case undefined:
      return physicalType !== undefined && isTypeName(physicalType)
        ? [
            {
              key: 'physicalType',
              label: `physicalType ${physicalType}`,
              test: { kind: 'typeName', names: [physicalType] },
            },
          ]
        : [];
    case 'object':
      return told({ kind: 'typeName', names: ['struct', 'map', 'json'] });
    case 'array':
      return told({ kind: 'typeName', names: ['list', 'json'] });
    case 'time':
    case 'date':
    case 'timestamp': {
      const format = logicalTypeOptions['format'];
      // A text with a format is a time that was not read as one.
      if (column?.kind === 'string' && typeof format === 'string') return [];
      return told(
        logicalType === 'time'
          ? { kind: 'typeName', names: ['time', 'timetz'] }
          : { kind: 'type', type: logicalType },
      );
    }
    default:
      return told({ kind: 'type', type: logicalType });
  }
}

const number = z.number().optional();
const moment = z.union([z.string(), z.number().transform(String)]).optional();
const whole = z.number().int().nonnegative().optional();

const optionSchemas = {
  string: z.strictObject({
    minLength: whole,
    maxLength: whole,
    pattern: z.string().optional(),
    format: z.string().optional(),
  }),
  number: z.strictObject({
    minimum: number,
    maximum: number,
    exclusiveMinimum: number,
    exclusiveMaximum: number,
    multipleOf: z.number().positive().optional(),
    format: z.string().optional(),
  }),
  time: z.strictObject({
    minimum: moment,
    maximum: moment,
    exclusiveMinimum: moment,
    exclusiveMaximum: moment,
    format: z.string().optional(),
    timezone: z.boolean().optional(),
    defaultTimezone: z.string().optional(),
  }),
  array: z.strictObject({ minItems: whole, maxItems: whole, uniqueItems: z.boolean().optional() }),
};

function optionTests(
  { logicalType, logicalTypeOptions }: ContractProperty,
  column: ExpectedColumn | undefined,
): { readonly tests: readonly Told[] } | { readonly error: z.ZodError } {
  const told = (key: string, value: unknown, test: ValueTest): Told => ({
    key: 'logicalTypeOptions',
    label: `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    test,
  });
  switch (logicalType) {
    case 'string': {
      const read = optionSchemas.string.safeParse(logicalTypeOptions);
      if (!read.success) return read;
      const { minLength, maxLength, pattern, format } = read.data;
      const known = format === undefined ? undefined : formats[format];
      return {
        tests: [
          ...ofRange('Length', { minimum: minLength, maximum: maxLength }, (key, value, range) =>
            told(key, value, { kind: 'length', range }),
          ),
          ...(pattern === undefined
            ? []
            : [told('pattern', pattern, { kind: 'matches', patterns: [pattern], need: 'all' })]),
          ...(known === undefined
            ? []
            : [told('format', format, { kind: 'matches', patterns: [known], need: 'all', isWhole: true })]),
        ],
      };
    }
    case 'number':
    case 'integer': {
      const read = optionSchemas.number.safeParse(logicalTypeOptions);
      if (!read.success) return read;
      const { multipleOf, format } = read.data;
      const size = format === undefined ? undefined : sizeOf(format);
      return {
        tests: [
          ...ofRange('', read.data, (key, value, range) => told(key, value, { kind: 'within', range })),
          ...(multipleOf === undefined
            ? []
            : [told('multipleOf', multipleOf, { kind: 'multiple', of: multipleOf })]),
          ...(size === undefined ? [] : [told('format', format, { kind: 'within', range: size })]),
        ],
      };
    }
    case 'date':
    case 'timestamp':
    case 'time': {
      const read = optionSchemas.time.safeParse(logicalTypeOptions);
      if (!read.success) return read;
      const { format } = read.data;
      const python = format === undefined || column?.kind !== 'string' ? undefined : javaTimeFormat(format);
      return {
        tests: [
          ...ofRange('', read.data, (key, value, range) => told(key, value, { kind: 'within', range })),
          ...(python === undefined || wrongFormat(python) !== undefined
            ? []
            : [told('format', format, { kind: 'format', format: python })]),
        ],
      };
    }
    case 'array': {
      const read = optionSchemas.array.safeParse(logicalTypeOptions);
      if (!read.success) return read;
      const { minItems, maxItems, uniqueItems = false } = read.data;
      return {
        tests: [
          ...ofRange('Items', { minimum: minItems, maximum: maxItems }, (key, value, range) =>
            told(key, value, { kind: 'items', range, areUnique: false }),
          ),
          ...(uniqueItems ? [told('uniqueItems', true, { kind: 'items', range: {}, areUnique: true })] : []),
        ],
      };
    }
    default:
      return { tests: [] };
  }
}

/** Each end by itself, so that it is told which of them is not met. */
function ofRange(
  of: string,
  {
    minimum,
    maximum,
    exclusiveMinimum,
    exclusiveMaximum,
  }: Partial<
    Record<'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum', number | string | undefined>
  >,
  make: (key: string, value: number | string, range: Range) => Told,
): readonly Told[] {
  const [low, high] = of === '' ? ['minimum', 'maximum'] : [`min${of}`, `max${of}`];
  return [
    ...(minimum === undefined ? [] : [make(low ?? '', minimum, { low: minimum })]),
    ...(maximum === undefined ? [] : [make(high ?? '', maximum, { high: maximum })]),
    ...(exclusiveMinimum === undefined
      ? []
      : [make('exclusiveMinimum', exclusiveMinimum, { low: exclusiveMinimum, isLowOpen: true })]),
    ...(exclusiveMaximum === undefined
      ? []
      : [make('exclusiveMaximum', exclusiveMaximum, { high: exclusiveMaximum, isHighOpen: true })]),
  ];
}

/** Of the formats that say what a text looks like; `password`, `byte` and `binary` look like anything. */
const formats: Readonly<Record<string, string>> = {
  email: String.raw`[^@\s]+@[^@\s]+\.[^@\s]+`,
  uuid: '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}',
  uri: String.raw`[a-zA-Z][a-zA-Z0-9+.-]*:\S+`,
  hostname:
    '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)(?:[.][a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*',
  ipv4: '(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])',
  ipv6: '[0-9a-fA-F:]{2,39}(?:[.0-9]{0,15})?',
};

/** Bits and sign, as Rust names its integers: what a value has to fit into. */
function sizeOf(format: string): Range | undefined {
  const [, sign, digits] = /^([iu])(8|16|32|64|128)$/.exec(format) ?? [];
  if (digits === undefined) return undefined;
  const bits = Number(digits);
  return sign === 'u'
    ? { low: 0, high: 2 ** bits - 1 }
    : { low: -(2 ** (bits - 1)), high: 2 ** (bits - 1) - 1 };
}
