// A file of expectations in another tool's language: its values, the line that each of them is in, and what is wrong with it.
import type { z } from 'zod';
import type { Problem } from '../errors';
import { placeOf } from '../manifest/place';
import { parseYaml, type YamlText } from '../yaml';
import type { Expectation } from './expectation';

export interface SuiteReading {
  readonly expectations: readonly Expectation[];
  /** Errors: what cannot be tested as it is written. Warnings: what is passed over, and why. */
  readonly problems: readonly Problem[];
}

type Path = readonly (string | number)[];

/** Where the parts of a text stand. */
export interface WrittenText {
  /** As a person named it. */
  readonly file: string;
  readonly lineOf: (path: Path) => number;
}

/** JSON is YAML, so both are found their lines by one reader; without them everything is said to be in line 1. */
export function writtenText(text: string, file: string): WrittenText {
  const parsed = parseYaml(text);
  if ('refused' in parsed) return { file, lineOf: () => 1 };
  return { file, lineOf: (path) => placeIn(parsed, text, path) };
}

function placeIn(parsed: YamlText, text: string, path: Path): number {
  try {
    return placeOf(parsed, text, path, 'key').line;
  } catch {
    return 1;
  }
}

/** What a schema says against a value, each at its line. */
export const issuesOf = (
  { file, lineOf }: WrittenText,
  path: Path,
  { issues }: z.ZodError,
  about: string,
): readonly Problem[] =>
  issues.map((issue): Problem => {
    const inner = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
    const named = inner.length === 0 ? '' : `${inner.join('.')}: `;
    return {
      severity: 'error',
      file,
      line: lineOf([...path, ...inner]),
      message: `${about}: ${named}${issue.message}`,
    };
  });

export const wrongAt = (
  { file, lineOf }: WrittenText,
  path: Path,
  message: string,
  hint?: string,
): Problem => ({
  severity: 'error',
  file,
  line: lineOf(path),
  message,
  ...(hint === undefined ? {} : { hint }),
});
