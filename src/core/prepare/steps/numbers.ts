// What steps on numbers ask of their columns, and of the training rows' values in them.
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import { stepText } from '../../manifest/writtenStep';
import { identifier } from '../../quote';
import { findColumns } from '../columns';
import { isNumber, isText } from '../columnType';
import { rangesOf, type Range } from '../statistics';
import type { Learning } from './meaning';

/** A problem where the column holds no numbers. */
export function noNumbers(what: string, { name, type }: Column): Problem | undefined {
  if (isNumber(type)) return undefined;
  return {
    severity: 'error',
    message: `${what}: "${name}" holds ${type}, no numbers.`,
    ...(isText(type) ? { hint: `Cast it first, e.g. "${stepText({ cast: { [name]: 'number' } })}".` } : {}),
  };
}

export const asNumber = (name: string) => `CAST(${identifier(name)} AS DOUBLE)`;

/** What is wrong with the columns themselves, or how the training rows' values in them range: finite, and at least one. */
export async function learntRanges(
  names: readonly string[],
  columns: readonly Column[],
  { training, what }: Learning,
): Promise<{ readonly ranges: readonly Range[] } | { readonly problems: readonly Problem[] }> {
  const { found, problems } = findColumns(names, columns, what);
  const all = [...problems, ...found.flatMap((column) => noNumbers(what, column) ?? [])];
  if (all.length > 0) return { problems: all };
  const ranges = await rangesOf(training, names);
  const wrong = names.flatMap((name, at) => {
    const range = ranges[at];
    if (!range || range.present === 0) return [nothingToLearn(what, name)];
    const isTooFar = !Number.isFinite((range.max - range.min) ** 2);
    if (range.infinite === 0 && !isTooFar) return [];
    const problem: Problem = {
      severity: 'error',
      message:
        isTooFar && range.infinite === 0
          ? `${what}: the values of "${name}" in the training rows lie too far apart to learn from.`
          : `${what}: "${name}" has ${range.infinite} infinite values in the training rows, so nothing can be learnt from it.`,
      hint: `Say what they mean in a step before it, e.g. with replace, or clip "${name}".`,
    };
    return [problem];
  });
  return wrong.length > 0 ? { problems: wrong } : { ranges };
}

export const nothingToLearn = (what: string, name: string): Problem => ({
  severity: 'error',
  message: `${what}: "${name}" has no value in the training rows, so nothing can be learnt of it.`,
  hint: `Leave "${name}" out of the step, drop it, or split so that the training rows have some.`,
});
