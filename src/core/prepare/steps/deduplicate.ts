// `deduplicate`: the first of equal rows.
import type { Written } from '../../manifest/step';
import { identifier } from '../../quote';
import { findColumns } from '../columns';
import { addLayer, closeStep, lastLayer, rowColumn } from '../pipeline';
import type { StepMeaning } from './meaning';

export const deduplicate: StepMeaning<Written<'deduplicate'>> = {
  compile: (by, before, { name: step, index, what }) => {
    const columns = by === 'all' ? before.columns.map(({ name }) => name) : by;
    const { problems } = findColumns(columns, before.columns, what);
    if (problems.length > 0) return { problems };
    const window = `(PARTITION BY ${columns.map(identifier).join(', ')} ORDER BY ${identifier(rowColumn)})`;
    const select = `SELECT * FROM ${lastLayer(before)} QUALIFY row_number() OVER ${window} = 1`;
    const after = addLayer(before, { select, columns: before.columns, isInOrder: false, isCostly: true });
    return closeStep(before, after, { step, index, columns, changed: undefined });
  },
};
