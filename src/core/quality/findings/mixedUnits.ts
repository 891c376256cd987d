// One column in two units: numbers in two groups that a factor between units explains, or text that names several.
import { count, counted, figure, percent } from '../../figures';
import { identifier } from '../../quote';
import { isNumeric } from '../../profile/kind';
import { detector, type Found } from '../detector';
import { presentIn } from '../facts';
import { unitMix } from '../unitMix';

export const mixedUnits = detector('mixed-units', ({ profile, units = [], roles }) => [
  ...units.map(({ column, units: all }): Found => {
    const told = all.map(
      ({ unit, rows, example }) =>
        `${unit === '' ? 'no unit' : unit} in ${counted(rows, 'row')} (${JSON.stringify(example)})`,
    );
    const [main, ...others] = all;
    return {
      severity: 'warning',
      columns: [column],
      message: `${column} is written in several units: ${told.join(', ')}.`,
      evidence: { units: all.map(({ unit }) => unit), rows: all.map(({ rows }) => rows) },
      rows: others
        .map(({ unit }) =>
          unit === ''
            ? `regexp_matches(${identifier(column)}, '[0-9]\\s*$')`
            : `regexp_matches(${identifier(column)}, '[0-9]\\s*${unit}\\.?\\s*$', 'i')`,
        )
        .join(' OR '),
      fix: {
        text: `Derive ${column} as a number in one unit, e.g. in ${main?.unit === '' ? (others[0]?.unit ?? '') : (main?.unit ?? '')}.`,
      },
    };
  }),
  ...profile.columns
    .filter(({ name, kind }) => isNumeric(kind) && name !== roles.target && name !== roles.key)
    .flatMap((column): Found[] => {
      const mix = unitMix(column);
      if (!mix) return [];
      const { factor, bound, below, above } = mix;
      const isAbove = above <= below;
      const fewer = Math.min(above, below);
      const name = identifier(column.name);
      const edge = Number(bound.toPrecision(3));
      const rows = `${name} ${isAbove ? '>' : '<'} ${String(edge)}${isAbove ? '' : ` AND ${name} > 0`}`;
      return [
        {
          severity: 'warning',
          columns: [column.name],
          message: `${column.name} is about ${figure(factor)} times as ${isAbove ? 'large' : 'small'} in ${counted(fewer, 'row')} (${percent(fewer / presentIn(profile, column))}) as in the others, with nothing between: is it in another unit there?`,
          evidence: { factor, rows: fewer, others: Math.max(above, below), bound: edge },
          rows,
          fix: {
            text: `Where it is, bring these ${count(fewer)} to the unit of the others.`,
            step: {
              derive: {
                [column.name]: `CASE WHEN ${rows} THEN ${name} ${isAbove ? '/' : '*'} ${String(factor)} ELSE ${name} END`,
              },
            },
          },
        },
      ];
    }),
]);
