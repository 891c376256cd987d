// One expectation of a suite of Great Expectations, of 1.x (`type`) or 0.x (`expectation_type`). What each type means is in kinds/.
import * as z from 'zod';
import { nearest } from '../../nearest';
import type { FindingSeverity } from '../../quality/finding';
import type { Check, Expectation } from '../expectation';
import { kinds, notTested } from './kinds';
import { readRowCondition } from './rowCondition';

/** What is wrong, at a path below the entry. */
export interface Told {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

type Read =
  | { readonly expectation: Omit<Expectation, 'at'>; readonly typeKey: string }
  | { readonly told: readonly Told[] };

const entry = z.looseObject({
  kwargs: z.record(z.string(), z.unknown()).default({}),
  severity: z.enum(['critical', 'warning', 'info']).nullish(),
});

/** Common to all types. */
const common = z.looseObject({
  mostly: z.number().min(0).max(1).nullish(),
  row_condition: z.unknown().optional(),
  condition_parser: z.string().nullish(),
});

/** These, and those of how a result is told and where the data lies, change nothing of what a type means. */
const passedOver = [
  ...[
    'mostly',
    'row_condition',
    'condition_parser',
    'batch_id',
    'result_format',
    'catch_exceptions',
    'include_config',
  ],
  ...[
    'meta',
    'notes',
    'description',
    'id',
    'rendered_content',
    'severity',
    'auto',
    'profiler_config',
    'windows',
  ],
  ...['output_strftime_format', 'allow_cross_type_comparisons'],
];

const takeItOut = 'take it out of the suite, or test it with an SQL expectation of lifecycle.yaml.';
const sentence = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

export function readExpectation(
  value: Readonly<Record<string, unknown>>,
  parameters: Readonly<Record<string, unknown>>,
): Read {
  const wrong = (path: Told['path'], message: string, hint?: string): Read => ({
    told: [{ path, message, ...(hint === undefined ? {} : { hint }) }],
  });
  const typeKey = 'type' in value ? 'type' : 'expectation_type';
  const type = value[typeKey];
  if (typeof type !== 'string') return wrong([], 'The expectation has no type.');
  const reason = Object.hasOwn(notTested, type) ? notTested[type] : undefined;
  if (reason !== undefined) return wrong([typeKey], `${type} is not tested: ${reason}`, sentence(takeItOut));
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!kind) {
    const near = nearest(type, Object.keys(kinds));
    return wrong(
      [typeKey],
      `${type} is none of the core of Great Expectations, so it is not known what it means.`,
      near === undefined ? sentence(takeItOut) : `Did you mean ${near}? Else ${takeItOut}`,
    );
  }
  const issues = (path: Told['path'], { issues: all }: z.ZodError): Read => ({
    told: all.map((issue) => {
      const inner = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
      return {
        path: [...path, ...inner],
        message: `${type}: ${inner.length > 0 ? `${inner.join('.')}: ` : ''}${issue.message}`,
      };
    }),
  });
  const whole = entry.safeParse(value);
  if (!whole.success) return issues([], whole.error);
  const given = withParameters(whole.data.kwargs, parameters);
  if ('missing' in given)
    return wrong(
      ['kwargs'],
      `${type}: it needs the parameter "${given.missing}", which the file gives no value.`,
      'Write it under suite_parameters, or the value itself.',
    );
  const { kwargs } = given;
  const shared = common.safeParse(kwargs);
  if (!shared.success) return issues(['kwargs'], shared.error);
  const { mostly, row_condition, condition_parser } = shared.data;
  const rows = readRowCondition(row_condition, condition_parser ?? undefined);
  if (rows && 'refused' in rows)
    return wrong(
      ['kwargs', 'row_condition'],
      `${type}: the row_condition is not understood: ${rows.refused}.`,
      'Compare columns with values, e.g. col("age") > 18, or age > 18 and job == "none".',
    );
  const own = Object.fromEntries(Object.entries(kwargs).filter(([name]) => !passedOver.includes(name)));
  const made = kind(own);
  if ('error' in made) return issues(['kwargs'], made.error);
  if ('refused' in made)
    return wrong([typeKey], `${type} is not tested: ${made.refused}`, sentence(takeItOut));
  return {
    typeKey,
    expectation: {
      label: labelOf(type, mostly == null ? own : { ...own, mostly }),
      check: made.check,
      severity: severityOf(whole.data.severity ?? kwargs['severity']),
      rules: 'suite',
      ...(rows ? { rows: rows.condition } : {}),
      ...(mostly == null ? {} : { mostly }),
    },
  };
}

/** As a rule of a data contract has it, whose keys may be written as `minValue`. */
export function gxCheck(value: unknown): { readonly check: Check } | { readonly refused: string } {
  const rule = z.looseObject({ kwargs: z.record(z.string(), z.unknown()).default({}) }).safeParse(value);
  if (!rule.success) return { refused: 'it is no expectation.' };
  const kwargs = Object.fromEntries(
    Object.entries(rule.data.kwargs).map(([name, one]) => [
      name.replace(/[a-z][A-Z]/g, ([low = '', high = '']) => `${low}_${high.toLowerCase()}`),
      one,
    ]),
  );
  const read = readExpectation({ ...rule.data, kwargs }, {});
  return 'told' in read
    ? { refused: read.told.map(({ message }) => message).join(' ') }
    : { check: read.expectation.check };
}

const severityOf = (severity: unknown): FindingSeverity =>
  severity === 'warning' || severity === 'info' ? severity : 'error';

/** `{"$PARAMETER": "name"}` stands for a value that the suite gives elsewhere. */
function withParameters(
  kwargs: Readonly<Record<string, unknown>>,
  parameters: Readonly<Record<string, unknown>>,
): { readonly kwargs: Readonly<Record<string, unknown>> } | { readonly missing: string } {
  const entries: [string, unknown][] = [];
  for (const [name, value] of Object.entries(kwargs)) {
    const parameter = parameterOf(value);
    if (parameter !== undefined && !Object.hasOwn(parameters, parameter)) return { missing: parameter };
    entries.push([name, parameter === undefined ? value : parameters[parameter]]);
  }
  return { kwargs: Object.fromEntries(entries) };
}

function parameterOf(value: unknown): string | undefined {
  const read = z.looseObject({ $PARAMETER: z.string() }).safeParse(value);
  return read.success ? read.data.$PARAMETER : undefined;
}

const longest = 160;

function labelOf(type: string, kwargs: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(kwargs)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(
      ([name, value]) =>
        `${name}: ${typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', ')}`,
    )
    .join(', ');
  return `${type}(${told.length > longest ? `${told.slice(0, longest)}…` : told})`;
}
