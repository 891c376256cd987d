// The schema's complaints in a person's words: which key, what is wrong, what would be right.
import type { $ZodIssue, $ZodRawIssue, $ZodType } from 'zod/v4/core';
import { suggestion } from '../nearest';
import { chooseBranch } from './chooseBranch';
import { called, pathText, valueAt, type Complaint } from './complaint';
import { exampleText } from './example';
import { keysOf, schemasAt, type Path } from './schemaAt';
import { limit, whatIsRight, writtenRight, wrongChoice, wrongType, type Spot } from './wrongValue';

/** Given to the schema's parser: leaves the message empty where ours is better, and lets the schema's own stand. */
export const withoutMessage = (_issue: $ZodRawIssue): string => '';

export interface Described {
  readonly schema: $ZodType;
  readonly value: unknown;
}

/** Complaints of the schema about `root.value`, each once. */
export function describeIssues(issues: readonly $ZodIssue[], root: Described): readonly Complaint[] {
  const complaints = issues.flatMap((issue) => describe(issue, root));
  const meant = new Set(complaints.map(({ path, hint }) => JSON.stringify([path.slice(0, -1), hint])));
  return complaints.filter((complaint) => !isExplained(complaint, meant, root));
}

function describe(issue: $ZodIssue, root: Described): readonly Complaint[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  const value = valueAt(root.value, path);
  const spot: Spot = { path, schemas: schemasAt(root.schema, path) };
  const say = (message: string, hint?: string): readonly Complaint[] => [
    { severity: 'error', path, message: `${pathText(path)} ${message}`, hint },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], root));
    case 'invalid_key':
      return [
        {
          severity: 'error',
          path,
          at: 'key',
          message: `"${String(path.at(-1))}" cannot be a name.`,
          hint: issue.issues.map(({ message }) => message).find((message) => message !== ''),
        },
      ];
    case 'invalid_union':
      return branches(issue, path, root);
    case 'invalid_type':
      if (value === undefined) return [missingKey(path, root)];
      return say(...wrongType(value, [issue.expected], spot));
    case 'invalid_value':
      return say(...wrongChoice(value, issue.values));
    case 'too_small':
    case 'too_big':
      if (issue.message === '')
        return say(`must be ${limit(issue)}, but is ${called(value)}.`, writtenRight(spot));
      return wrongAsWhole(value, spot, issue.message);
    case 'invalid_format':
    case 'custom':
      return wrongAsWhole(value, spot, issue.message);
    case 'invalid_element':
    case 'not_multiple_of':
      return say(`cannot be ${called(value)}.`, writtenRight(spot));
  }
}

function unknownKey(path: Path, root: Described): Complaint {
  const key = String(path.at(-1));
  const above = path.slice(0, -1);
  const there = Object.keys((valueAt(root.value, above) as object | undefined) ?? {});
  const keys = schemasAt(root.schema, above).flatMap(keysOf);
  return {
    severity: 'error',
    path,
    at: 'key',
    message: `Unknown key "${key}"${above.length > 0 ? ` in ${pathText(above)}` : ''}.`,
    hint: suggestion(
      key,
      keys.filter((known) => !there.includes(known)),
    ),
  };
}

function missingKey(path: Path, root: Described): Complaint {
  const above = path.slice(0, -1);
  return {
    severity: 'error',
    path,
    at: 'key',
    message: `${above.length > 0 ? pathText(above) : 'The manifest'} needs "${String(path.at(-1))}".`,
    hint: whatIsRight({ path, schemas: schemasAt(root.schema, path) }),
  };
}

/** A key that was only mistyped is not missing as well. */
function isExplained({ at, path }: Complaint, meant: ReadonlySet<string>, root: Described): boolean {
  if (at !== 'key' || valueAt(root.value, path) !== undefined) return false;
  return meant.has(JSON.stringify([path.slice(0, -1), `Did you mean "${String(path.at(-1))}"?`]));
}

function branches(
  issue: Extract<$ZodIssue, { code: 'invalid_union' }>,
  path: Path,
  root: Described,
): readonly Complaint[] {
  const value = valueAt(root.value, path);
  const options = schemasAt(root.schema, path);
  const choice = chooseBranch(value, issue.errors, options.flatMap(keysOf));
  switch (choice.kind) {
    case 'branch':
      return choice.issues.flatMap((one) => describe({ ...one, path: [...path, ...one.path] }, root));
    case 'types': {
      const [message, hint] = wrongType(value, choice.expected, { path, schemas: options });
      return [{ severity: 'error', path, message: `${pathText(path)} ${message}`, hint }];
    }
    case 'unknown':
      return choice.keys.map((key) => unknownKey([...path, key], root));
    case 'tooMany':
      return [
        {
          severity: 'error',
          path,
          message: `${pathText(path)} has ${choice.keys.join(' and ')}, but only one of them can stand here.`,
          hint: typeof path.at(-1) === 'number' ? 'Start a line of its own with "-" for each.' : undefined,
        },
      ];
    case 'empty':
      return [
        {
          severity: 'error',
          path,
          message: `${pathText(path)} is empty.`,
          hint: `Write one of ${choice.keys.join(', ')}, e.g. ${exampleText(path, options)}.`,
        },
      ];
  }
}

/** A map or list that is right in its parts but not as a whole is not repeated; a text is. */
function wrongAsWhole(value: unknown, spot: Spot, message: string): readonly Complaint[] {
  const { path } = spot;
  return typeof value === 'object' && value !== null
    ? [{ severity: 'error', path, message: `${pathText(path)}: ${message}`, hint: writtenRight(spot) }]
    : [{ severity: 'error', path, message: `${pathText(path)} cannot be ${called(value)}.`, hint: message }];
}
