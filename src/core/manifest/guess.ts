// Guesses about a table from its first rows: what is to be predicted, which value counts, what is time and key. Guesses are proposed, never taken.

import { guessTimeForm, type GuessedForm } from './timeForm';

/** The first rows of a table, every value as text. */
export interface Head {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** So many of them are enough to guess by. */
export const headRows = 200;

const targetNames = [
  'target',
  'label',
  'y',
  'class',
  'outcome',
  'response',
  'churn',
  'churned',
  'default',
  'fraud',
  'is_fraud',
  'survived',
  'converted',
  'subscribed',
  'clicked',
  'diagnosis',
  'species',
  'quality',
  'price',
];
const targetEnding = /(^|[_\s.-])(target|label|class|outcome)$/i;
const timeNames =
  /^(ts|time|timestamp|date|datetime|day|created|created_at|event_time|event_date|.*_(at|ts|date|time))$/i;
const keyNames = /^(id|uuid|key|.*_id|.*_uuid)$/i;
const positives = ['yes', 'y', 'true', 't', '1', '1.0', 'positive', 'pos'];
/** Up to so many different values are classes; a last column with more is no target by its place. */
const fewClasses = 20;
const fewestRows = 10;

/** By its name, else the last column where it has few values; undefined where neither can be said. */
export function guessTarget(head: Head): string | undefined {
  const plain = head.columns.map((column) => column.trim().toLowerCase());
  for (const name of targetNames) {
    const index = plain.indexOf(name);
    if (index >= 0) return head.columns[index];
  }
  const ending = head.columns.find((column) => targetEnding.test(column));
  if (ending !== undefined) return ending;
  const last = head.columns.at(-1);
  if (last === undefined || head.rows.length < fewestRows || keyNames.test(last) || timeNames.test(last))
    return undefined;
  const values = distinct(head, last);
  return values.length >= 2 && values.length <= 10 && values.length <= head.rows.length / 3
    ? last
    : undefined;
}

/** Whether the target was taken only because it stands last: nothing in its name says so. */
export const isGuessedByPlace = (target: string): boolean =>
  !targetNames.includes(target.trim().toLowerCase()) && !targetEnding.test(target);

/** The values of a target that is of classes, each once, sorted; empty for numbers of many values. */
export const guessClasses = (head: Head, target: string): readonly string[] =>
  guessTask(head, target) === 'classification' ? [...distinct(head, target)].sort() : [];

/** Numbers of many different values are measured, everything else is a class. */
export function guessTask(head: Head, target: string): 'classification' | 'regression' {
  const values = distinct(head, target);
  return values.length > fewClasses && values.every(isNumber) ? 'regression' : 'classification';
}

/** Of two values the one that says yes, as the engine will read it; undefined where neither does. */
export function guessPositive(head: Head, target: string): string | number | boolean | undefined {
  const values = distinct(head, target);
  if (values.length !== 2) return undefined;
  const value = values.find((one) => positives.includes(one.toLowerCase()));
  if (value === undefined) return undefined;
  if (values.every(isNumber)) return Number(value);
  return values.every((one) => /^(true|false)$/i.test(one)) ? true : value;
}

/** A column whose values are dates or times: one that is named so, else the only one; a birthday orders no rows. */
export function guessTime(head: Head): string | undefined {
  const times = head.columns.filter((column) => {
    const values = distinct(head, column);
    return values.length > 1 && (values.every(isIso) || guessTimeForm(values) !== undefined);
  });
  const events = times.filter((column) => !birthday.test(column));
  return events.find((column) => timeNames.test(column)) ?? (events.length === 1 ? events[0] : undefined);
}

/** Columns of dates that may be the rows' time though `guessTime` takes none: several, or one that is the same in the rows seen. */
export const possibleTimes = (head: Head): readonly string[] =>
  head.columns.filter((column) => {
    const values = distinct(head, column);
    const isDate = values.length > 0 && (values.every(isIso) || guessTimeForm(values) !== undefined);
    return isDate && !birthday.test(column);
  });

/** Columns named like a key whose values come again, as a customer each month. */
export const possibleKeys = (head: Head): readonly string[] =>
  head.columns.filter((column) => keyNames.test(column) && distinct(head, column).length > 1);

const birthday = /birth|geburt|(^|[^a-z])dob($|[^a-z])/i;
const isIso = (value: string) => /^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(value);

/** How a time column is written; undefined where it needs no format. */
export const guessFormOf = (head: Head, column: string): GuessedForm | undefined =>
  guessTimeForm(distinct(head, column));

/** A column named like a key whose values are all different. */
export function guessKey(head: Head): string | undefined {
  return head.columns.find(
    (column) =>
      keyNames.test(column) && head.rows.length > 1 && distinct(head, column).length === head.rows.length,
  );
}

/** Values that are there, each once. */
function distinct({ columns, rows }: Head, column: string): readonly string[] {
  const index = columns.indexOf(column);
  return [...new Set(rows.map((row) => (row[index] ?? '').trim()).filter((value) => value !== ''))];
}

const isNumber = (text: string) => text !== '' && Number.isFinite(Number(text));
