// The row_condition of an expectation: a text in the form of pandas, Spark or Great Expectations' own, or the object that 1.9 and later write.
import * as z from 'zod';
import type { Comparison, Condition, ConditionNode } from '../conditionNode';
import { parseCondition } from './conditionText';

type ReadCondition = { readonly condition: Condition } | { readonly refused: string };

/** Undefined where there is none. `parser`: the condition_parser. */
export function readRowCondition(value: unknown, parser: string | undefined): ReadCondition | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return ofText(value, parser);
  const read = written.safeParse(value);
  if (!read.success) return { refused: 'it has not the form of a condition' };
  const { data } = read;
  if (data.type === 'pass_through') return ofText(data.pass_through_filter, parser);
  const node = nodeOf(data);
  return 'refused' in node ? node : { condition: { node, missing: 'python' } };
}

/** Spark's conditions are SQL, where what is missing is neither equal nor different. */
function ofText(text: string, parser: string | undefined): ReadCondition {
  const parsed = parseCondition(text);
  if ('refused' in parsed) return parsed;
  return { condition: { node: parsed.node, missing: parser === 'spark' ? 'sql' : 'python' } };
}

const name = z
  .union([z.string(), z.looseObject({ name: z.string() })])
  .transform((one) => (typeof one === 'string' ? one : one.name));
const cell = z.union([z.string(), z.number(), z.boolean()]);

type Written =
  | {
      type: 'comparison';
      column: string;
      operator: string;
      parameter: z.output<typeof cell> | z.output<typeof cell>[];
    }
  | { type: 'nullity'; column: string; is_null: boolean }
  | { type: 'and' | 'or'; conditions: Written[] }
  | { type: 'pass_through'; pass_through_filter: string };

const written: z.ZodType<Written> = z.lazy(() =>
  z.union([
    z.looseObject({
      type: z.literal('comparison'),
      column: name,
      operator: z.string(),
      parameter: z.union([cell, z.array(cell)]),
    }),
    z.looseObject({ type: z.literal('nullity'), column: name, is_null: z.boolean() }),
    z.looseObject({ type: z.enum(['and', 'or']), conditions: z.array(written).min(1) }),
    z.looseObject({ type: z.literal('pass_through'), pass_through_filter: z.string() }),
  ]),
);

const comparisons: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];

function nodeOf(value: Written): ConditionNode | { readonly refused: string } {
  switch (value.type) {
    case 'nullity': {
      const missing: ConditionNode = { kind: 'missing', column: value.column };
      return value.is_null ? missing : { kind: 'not', of: missing };
    }
    case 'and':
    case 'or': {
      const parts = value.conditions.map(nodeOf);
      const refused = parts.find((part) => 'refused' in part);
      if (refused) return refused;
      return { kind: value.type, of: parts.filter((part): part is ConditionNode => !('refused' in part)) };
    }
    case 'pass_through': {
      const parsed = parseCondition(value.pass_through_filter);
      return 'refused' in parsed ? parsed : parsed.node;
    }
    case 'comparison': {
      const { column, operator, parameter } = value;
      if (operator === 'IN' || operator === 'NOT_IN') {
        const is: ConditionNode = {
          kind: 'in',
          column,
          values: Array.isArray(parameter) ? parameter : [parameter],
        };
        return operator === 'IN' ? is : { kind: 'not', of: is };
      }
      if (!comparisons.includes(operator)) return { refused: `there is no operator ${operator}` };
      if (Array.isArray(parameter)) return { refused: `${operator} compares with one value` };
      return { kind: 'compare', column, by: operator as Comparison, value: parameter };
    }
  }
}
