// What a column means to a person, guessed from its values and its name. Only a guess: nothing is decided by it alone.
import { saysMissing } from './hiddenMissing';
import { isNumeric, isTime } from './kind';
import type { ColumnKind, Semantic } from './profile';
import { names, patterns } from './semanticPatterns';

export interface SemanticFacts {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly present: number;
  readonly distinct: number;
  /** False where distinct is a sketch's estimate. */
  readonly isDistinctExact: boolean;
  /** Some of its values as text, the most frequent where counted. */
  readonly examples: readonly string[];
  readonly min?: number | string;
  readonly max?: number | string;
}

const booleans = [
  ['no', 'yes'],
  ['n', 'y'],
  ['false', 'true'],
  ['f', 't'],
  ['0', '1'],
  ['off', 'on'],
];

/** Shares of examples that must fit a pattern. */
const enough = 0.9;

export function semanticOf(facts: SemanticFacts): Semantic {
  const { kind, present, distinct } = facts;
  if (present === 0) return 'unknown';
  if (kind === 'boolean') return 'boolean';
  if (distinct <= 1 && present > 1) return 'constant';
  if (isTime(kind)) return 'date';
  if (isNumeric(kind)) return ofNumbers(facts);
  return kind === 'string' ? ofText(facts) : 'unknown';
}

function ofNumbers(facts: SemanticFacts): Semantic {
  const { name, kind, present, distinct, isDistinctExact, min, max } = facts;
  if (distinct === 2 && min === 0 && max === 1) return 'boolean';
  if (kind === 'integer' && names.postcode.test(name) && Number(min) > 0 && Number(max) < 1e7)
    return 'postcode';
  const isRunning = mayBeUnique(facts) && Number(max) - Number(min) + 1 === present;
  // Of numbers drawn from so many at random, a sketch sees about a third missing.
  const isUnique = (isDistinctExact ? distinct === present : isRunning) && present > 1;
  if (kind === 'integer' && isUnique && (names.id.test(name) || (isRunning && present > 20))) return 'id';
  if (names.money.test(name)) return 'money';
  return kind === 'integer' && distinct <= 10 && present >= 10 * distinct ? 'category' : 'number';
}

/** An estimate is off by so much at most, as a share. */
const estimateError = 0.2;
const mayBeUnique = ({ present, distinct, isDistinctExact }: SemanticFacts) =>
  isDistinctExact ? distinct === present : distinct >= (1 - estimateError) * present;

/** Whether it takes an exact count of distinct values to tell if the column names rows. */
export function needsExactDistinct(facts: SemanticFacts): boolean {
  const { name, kind, examples, isDistinctExact } = facts;
  if (isDistinctExact || !mayBeUnique(facts)) return false;
  if (kind === 'integer') return names.id.test(name);
  const looksLikeId =
    examples.filter((text) => [patterns.id, patterns.code].some((one) => one.test(text.trim()))).length >=
    enough * examples.length;
  return kind === 'string' && (names.id.test(name) || (examples.length > 0 && looksLikeId));
}

function ofText({ name, present, distinct, isDistinctExact, examples }: SemanticFacts): Semantic {
  const given = examples.filter((text) => !saysMissing(text)).map((text) => text.trim());
  if (given.length === 0) return 'unknown';
  const two = [...new Set(given.map((text) => text.toLowerCase()))].sort();
  if (two.length === 2 && booleans.some((pair) => pair.every((text, at) => text === two[at])))
    return 'boolean';
  const fits = (pattern: RegExp) =>
    given.filter((text) => pattern.test(text)).length >= enough * given.length;
  for (const clear of ['email', 'url', 'uuid', 'ip', 'geo', 'date', 'money'] as const)
    if (fits(patterns[clear])) return clear;
  if (names.postcode.test(name) && fits(patterns.postcode)) return 'postcode';
  if (fits(patterns.phone) && given.some((text) => /\D/.test(text))) return 'phone';
  const isNearlyUnique = distinct >= 0.95 * present && present > 20;
  const isUnique = isNearlyUnique && isDistinctExact && distinct === present;
  if (isNearlyUnique && (fits(patterns.id) || names.id.test(name))) return 'id';
  if (isUnique && fits(patterns.code)) return 'id';
  const words = given.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / given.length;
  return words >= 5 || isNearlyUnique ? 'text' : 'category';
}
