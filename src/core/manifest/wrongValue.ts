// What is wrong with one value, as the end of a sentence, and what would be right.
import { safeParse, type $ZodIssue, type $ZodType } from 'zod/v4/core';
import { nearest } from '../nearest';
import { called } from './complaint';
import { descriptionOf } from './schemaAt';

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'null',
};

/** `must be ..., but is ...`, and what would be right. `schemas`: everything the value may be. */
export function wrongType(
  value: unknown,
  expected: readonly string[],
  schemas: readonly $ZodType[],
): [string, string | undefined] {
  const wanted = listed([...new Set(expected.map((type) => typeWords[type] ?? type))]);
  return [
    `must be ${wanted}, but is ${called(value)}.`,
    quotesHint(value, schemas) ?? descriptionOf(schemas),
  ];
}

/** Most wrong types are a matter of quotes; said only where they would make it right. */
function quotesHint(value: unknown, schemas: readonly $ZodType[]): string | undefined {
  const wouldTake = (other: unknown) => schemas.some((schema) => safeParse(schema, other).success);
  if (typeof value === 'number' || typeof value === 'boolean')
    return wouldTake(String(value)) ? `Put it in quotes: "${value}".` : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const isPlain = wouldTake(Number(value)) || (/^(true|false)$/.test(value) && wouldTake(value === 'true'));
  return isPlain ? 'Leave the quotes out.' : undefined;
}

/** The same for a value that has to be one of a few. */
export function wrongChoice(value: unknown, allowed: readonly unknown[]): [string, string | undefined] {
  const words = allowed.map(String);
  const quoted = allowed.map((one) => (typeof one === 'string' ? `"${one}"` : String(one)));
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  const hint = near === value ? 'Leave the quotes out.' : `Did you mean "${near}"?`;
  return [`must be ${listed(quoted)}, but is ${called(value)}.`, near === undefined ? undefined : hint];
}

/** `at least 0`, `less than 1` */
export function limit(issue: Extract<$ZodIssue, { code: 'too_small' | 'too_big' }>): string {
  const [words, bound] =
    issue.code === 'too_small'
      ? [issue.inclusive ? 'at least' : 'more than', issue.minimum]
      : [issue.inclusive ? 'at most' : 'less than', issue.maximum];
  const unit = issue.origin === 'array' ? ' long' : issue.origin === 'string' ? ' characters long' : '';
  return `${words} ${bound}${unit}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
