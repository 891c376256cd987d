// Numbers and times that are text because of how they are written, as 31,50 or 41 % or 31.01.2026: a model takes them for categories.
import { guessTimeForm } from '../../manifest/timeForm';
import { plainNumbers } from '../../prepare/numberForm';
import { saysMissing } from '../../profile/hiddenMissing';
import type { ColumnProfile } from '../../profile/profile';
import { detector, isOneOf, type Found } from '../detector';

/** Fewer may be chance. */
const leastRows = 5;

export const keptAsText = detector('kept-as-text', ({ profile }) =>
  profile.columns.flatMap((column): Found[] => {
    const reading = readingOf(column);
    if (!reading) return [];
    const { name } = column;
    const examples = reading.values.slice(0, 3);
    return [
      {
        severity: 'warning',
        columns: [name],
        message: `${name} holds ${reading.what} as text, e.g. ${examples.map((value) => JSON.stringify(value)).join(', ')}: a model takes each for a category.`,
        evidence: { examples },
        fix: reading.fix,
      },
    ];
  }),
);

export const isKeptAsText = (column: ColumnProfile): boolean => readingOf(column) !== undefined;

interface Reading {
  readonly what: 'numbers' | 'times';
  readonly values: readonly string[];
  readonly fix: NonNullable<Found['fix']>;
}

/** What a column of text holds, and the step that reads it; undefined where it is text. By the most frequent values: one step reads all of them but those that say that there is none. A value beyond them that it cannot read, `prepare` tells. */
export function readingOf({ name, kind, top }: ColumnProfile): Reading | undefined {
  if (kind !== 'string') return undefined;
  const missing = top.map(({ value }) => value).filter(saysMissing);
  const given = top.filter(({ value }) => !saysMissing(value));
  if (given.reduce((sum, { count }) => sum + count, 0) < leastRows) return undefined;
  const values = given.map(({ value }) => value);
  const number = plainNumbers(name, values);
  if (number !== undefined) {
    const read = `(${number})::DOUBLE`;
    const sql = missing.length === 0 ? read : `CASE WHEN NOT ${isOneOf(name, missing)} THEN ${read} END`;
    return { what: 'numbers', values, fix: { text: 'Read them as numbers.', step: { derive: { [name]: sql } } } }; // prettier-ignore
  }
  const time = guessTimeForm(values);
  if (!time) return undefined;
  const { form, isAmbiguous } = time;
  const cast = { cast: { [name]: form } };
  const said = isAmbiguous ? ' No value tells the day from the month: see which comes first.' : '';
  return {
    what: 'times',
    values,
    fix:
      missing.length === 0
        ? { text: `Say how they are written.${said}`, step: cast }
        : {
            text: `Turn ${missing.map((value) => JSON.stringify(value)).join(', ')} into a missing value, then say how they are written: - cast: {${name}: {type: ${form.type}, format: "${form.format}"}}.${said}`,
          },
  };
}
