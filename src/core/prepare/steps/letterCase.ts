// `case`: text in one way of capitals.
import type { Written } from '../../manifest/step';
import { identifier } from '../../quote';
import { changeTo, edit } from './change';
import { inColumns } from './inColumns';
import type { StepMeaning } from './meaning';
import { noText } from './texts';

export const letterCase: StepMeaning<Written<'case'>> = {
  compile: ({ columns, to }, before, place) =>
    changeTo(
      before,
      edit(columns, before.columns, place.what, (column) => {
        const problem = noText(place.what, column);
        return problem ?? { sql: written[to](identifier(column.name)), type: 'VARCHAR' };
      }),
      place,
    ),
  serving: inColumns(),
};

const written: Readonly<Record<Written<'case'>['to'], (value: string) => string>> = {
  lower: (value) => `lower(${value})`,
  upper: (value) => `upper(${value})`,
  title: (value) =>
    `array_to_string(list_transform(string_split(lower(${value}), ' '), lambda word: upper(word[1]) || word[2:]), ' ')`,
};
