// `extract`: what a pattern finds in a text, or the parts of a date or time, as new columns.
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import type { Written } from '../../manifest/step';
import { extractedNames, type DatePart } from '../../manifest/steps/extract';
import { groupsOf } from '../../manifest/steps/namedGroups';
import { stepText } from '../../manifest/writtenStep';
import { identifier, literal } from '../../quote';
import { isText, isTime } from '../columnType';
import type { Output } from './change';
import { madeServing, withMade } from './made';
import { wrongStep, type StepMeaning } from './meaning';
import { noText } from './texts';

export const extract: StepMeaning<Written<'extract'>> = {
  compile: (written, before, place) => {
    const { column: from, pattern, parts = [] } = written;
    if (extractedNames(written).length === 0)
      return wrongStep(
        `${place.what}: the pattern has no named group, so there is nothing to make a column of.`,
        'Name at least one, as "(?P<house>[0-9]+)": its name is that of the new column.',
      );
    return withMade(
      before,
      from,
      (column) =>
        pattern === undefined
          ? partsOf(column, parts, place.what)
          : (noText(place.what, column) ?? foundIn(column, pattern)),
      place,
    );
  },
  serving: madeServing((written) => extractedNames(written)),
};

const foundIn = ({ name: from }: Column, pattern: string): readonly Output[] =>
  groupsOf(pattern).flatMap((name, index) =>
    name === undefined
      ? []
      : [
          {
            column: { name, type: 'VARCHAR' },
            sql: `nullif(regexp_extract(CAST(${identifier(from)} AS VARCHAR), ${literal(pattern)}, ${index + 1}), '')`,
          },
        ],
  );

function partsOf(
  { name: from, type }: Column,
  parts: readonly DatePart[],
  what: string,
): readonly Output[] | Problem {
  if (!isTime(type))
    return {
      severity: 'error',
      message: `${what}: "${from}" holds ${type}, no dates or times.`,
      ...(isText(type) && { hint: `Cast it first, e.g. "${stepText({ cast: { [from]: 'timestamp' } })}".` }),
    };
  const hourless = type === 'DATE' ? parts.find((part) => ofTheDay.includes(part)) : undefined;
  if (hourless !== undefined)
    return { severity: 'error', message: `${what}: "${from}" holds dates, which have no ${hourless}.` };
  return parts.map((part) => ({
    column: { name: `${from}_${part}`, type: 'BIGINT' },
    sql: `extract(${fields[part]} FROM ${identifier(from)})`,
  }));
}

const ofTheDay: readonly DatePart[] = ['hour', 'minute', 'second'];

const fields: Readonly<Record<DatePart, string>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  day: 'day',
  weekday: 'isodow',
  yearday: 'doy',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
};
