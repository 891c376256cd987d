// `split_column`: a text cut into parts, each a new column.
import type { Written } from '../../manifest/step';
import { identifier, literal } from '../../quote';
import { madeServing, withMade } from './made';
import type { StepMeaning } from './meaning';
import { noText } from './texts';

export const splitColumn: StepMeaning<Written<'split_column'>> = {
  compile: ({ column: from, by, into }, before, place) =>
    withMade(
      before,
      from,
      (column) => {
        const problem = noText(place.what, column);
        if (problem) return problem;
        const parts = `string_split(CAST(${identifier(from)} AS VARCHAR), ${literal(by)})`;
        return into.map((name, index) => {
          const at = index + 1;
          const isLast = at === into.length;
          const rest = `CASE WHEN len(${parts}) >= ${at} THEN array_to_string(${parts}[${at}:], ${literal(by)}) END`;
          return { column: { name, type: 'VARCHAR' }, sql: isLast ? rest : `${parts}[${at}]` };
        });
      },
      place,
    ),
  serving: madeServing(({ into }) => into),
};
