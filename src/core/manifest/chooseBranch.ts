// Where a value may have several shapes: which of them was meant, judged by how each one failed.
import type { $ZodIssue } from 'zod/v4/core';

export type Choice =
  /** This shape was meant; its complaints, with paths below the value. */
  | { readonly kind: 'branch'; readonly issues: readonly $ZodIssue[] }
  /** The value has none of the types allowed. */
  | { readonly kind: 'types'; readonly expected: readonly string[] }
  /** A map whose key names the shape: none of its keys is known, too many are, or it has none. */
  | { readonly kind: 'unknown' | 'tooMany' | 'empty'; readonly keys: readonly string[] };

/** `branches`: the complaints of each shape. `names`: every key that a map may have here. */
export function chooseBranch(
  value: unknown,
  branches: readonly (readonly $ZodIssue[])[],
  names: readonly string[],
): Choice {
  const ofType = branches.filter((issues) => !issues.some((issue) => isAboutWholeType(issue, value)));
  if (ofType.length === 0)
    return {
      kind: 'types',
      expected: branches.flatMap((issues) => issues.flatMap((issue) => typesWanted(issue, value))),
    };
  if (ofType.length > 1 && isMap(value)) {
    const keys = Object.keys(value);
    const known = keys.filter((key) => names.includes(key));
    if (keys.length === 0) return { kind: 'empty', keys: names };
    if (known.length === 0) return { kind: 'unknown', keys };
    if (known.length > 1) return { kind: 'tooMany', keys: known };
  }
  const issues = ofType.reduce((best, one) => (strangeness(one) < strangeness(best) ? one : best));
  return { kind: 'branch', issues };
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAboutWholeType = (issue: $ZodIssue, value: unknown): boolean => typesWanted(issue, value).length > 0;

/** The types this complaint asks for because the value has another one; [] where it is about something else. */
function typesWanted(issue: $ZodIssue, value: unknown): readonly string[] {
  if (issue.path.length > 0) return [];
  switch (issue.code) {
    case 'invalid_type':
      return [issue.expected];
    case 'invalid_value':
      return issue.values.some((one) => typeof one === typeof value)
        ? []
        : issue.values.map((one) => typeof one);
    case 'invalid_union': {
      const wanted = issue.errors.map((issues) => issues.flatMap((one) => typesWanted(one, value)));
      return wanted.every((types) => types.length > 0) ? wanted.flat() : [];
    }
    default:
      return [];
  }
}

/** How many complaints are about the shape itself, not about something inside it; ties go to fewer complaints. */
function strangeness(issues: readonly $ZodIssue[]): number {
  const aboutShape = issues.filter(({ code, path }) =>
    code === 'unrecognized_keys' ? path.length === 0 : code === 'invalid_type' && path.length <= 1,
  );
  const unknown = issues.filter(({ code, path }) => code === 'unrecognized_keys' && path.length === 0);
  return unknown.length * 10_000 + aboutShape.length * 100 + Math.min(issues.length, 99);
}
