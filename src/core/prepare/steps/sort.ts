// `sort`: the rows in another order.
import type { Written } from '../../manifest/step';
import { sortedBy } from '../../manifest/steps/sort';
import { identifier } from '../../quote';
import { findColumns } from '../columns';
import { isFloating, isMissing } from '../columnType';
import { addLayer, closeStep, lastLayer, list, rowColumn } from '../pipeline';
import type { StepMeaning } from './meaning';

export const sort: StepMeaning<Written<'sort'>> = {
  compile: (written, before, { name: step, index, what }) => {
    const by = written.map(sortedBy);
    const names = by.map(({ column }) => column);
    const { found, problems } = findColumns(names, before.columns, what);
    if (problems.length > 0) return { problems };
    const row = identifier(rowColumn);
    const keys = found.map((column, at) => {
      const value = identifier(column.name);
      const present = isFloating(column.type)
        ? `CASE WHEN NOT ${isMissing(column)} THEN ${value} END`
        : value;
      return `${present} ${by[at]?.isDescending ? 'DESC' : 'ASC'} NULLS LAST`;
    });
    const number = `row_number() OVER (ORDER BY ${[...keys, row].join(', ')}) - 1 AS ${row}`;
    const after = addLayer(before, {
      select: `SELECT ${number}${list(before.columns)} FROM ${lastLayer(before)}`,
      columns: before.columns,
      isInOrder: false,
      isCostly: true,
    });
    return closeStep(before, after, { step, index, columns: names, changed: undefined });
  },
};
