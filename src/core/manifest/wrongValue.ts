// What is wrong with one value, as the end of a sentence, and what would be right.
import { safeParse, type $ZodIssue, type $ZodType } from 'zod/v4/core';
import { nearest } from '../nearest';
import { called } from './complaint';
import { exampleText } from './example';
import { descriptionOf, type Path } from './schemaAt';
import { listed } from './typeText';

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

/** Where a value stands, and everything it may be there. */
export interface Spot {
  readonly path: Path;
  readonly schemas: readonly $ZodType[];
}

/** `must be ..., but is ...`, and what would be right. */
export function wrongType(
  value: unknown,
  expected: readonly string[],
  spot: Spot,
): [string, string | undefined] {
  const wanted = listed([...new Set(expected.map((type) => typeWords[type] ?? type))]);
  // Whoever writes true means to switch something on: no column is called so.
  const isSwitch = typeof value === 'boolean' && expected.includes('array');
  return [
    `must be ${wanted}, but is ${called(value)}.`,
    (isSwitch ? undefined : quotesHint(value, spot.schemas)) ?? whatIsRight(spot),
  ];
}

/** What belongs at this place, and how it is written. */
export function whatIsRight(spot: Spot): string | undefined {
  const told = [descriptionOf(spot.schemas), writtenRight(spot)].filter((part) => part !== undefined);
  return told.length === 0 ? undefined : told.join(' ');
}

/** `Write e.g. freshness: 30d.` */
export function writtenRight({ path, schemas }: Spot): string | undefined {
  const example = exampleText(path, schemas);
  return example === undefined ? undefined : `Write e.g. ${example}.`;
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
