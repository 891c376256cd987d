// `replace`: one value in place of another.
import type { Problem } from '../../errors';
import type { Written } from '../../manifest/step';
import { stepText } from '../../manifest/writtenStep';
import { identifier } from '../../quote';
import { changeTo, edit } from './change';
import { fitting, type Value } from './fitting';
import { inColumns } from './inColumns';
import type { StepMeaning } from './meaning';

export const replace: StepMeaning<Written<'replace'>> = {
  compile: ({ columns, pairs }, before, place) => {
    const { what } = place;
    const problems: Problem[] = [];
    const changed = edit(columns, before.columns, what, ({ name, type }) => {
      const cases = pairs.flatMap(([from, to]) => {
        const wanted = matches(name, type, from);
        const result = fitting(to, type);
        if (wanted !== undefined && result === undefined)
          problems.push({
            severity: 'error',
            message: `${what}: "${name}" holds ${type}, so ${JSON.stringify(to)} cannot stand in it.`,
            hint: `Cast it first, e.g. "${stepText({ cast: { [name]: 'string' } })}".`,
          });
        return wanted === undefined || result === undefined ? [] : [`WHEN ${wanted} THEN ${result}`];
      });
      return {
        sql:
          cases.length === 0
            ? identifier(name)
            : `CAST(CASE ${cases.join(' ')} ELSE ${identifier(name)} END AS ${type})`,
      };
    });
    return changeTo(before, problems.length > 0 ? { problems } : changed, place);
  },
  serving: inColumns(),
};

/** The condition under which a cell is `from`; undefined where a column of this type never can be. */
function matches(name: string, type: string, from: Value): string | undefined {
  if (from === null) return `${identifier(name)} IS NULL`;
  const value = fitting(from, type);
  return value === undefined ? undefined : `${identifier(name)} = ${value}`;
}
