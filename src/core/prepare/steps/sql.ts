// `sql`: a query of a person's own over `data`.
import type { Written } from '../../manifest/step';
import { identifier } from '../../quote';
import { addLayer, closeStep, lastLayer, list, rowColumn, withLayers } from '../pipeline';
import { wrongStep, type StepMeaning } from './meaning';

export const sql: StepMeaning<Written<'sql'>> = {
  /**
   * `data` comes in order. The query's own ORDER BY defines the order that follows; without one the rows keep theirs by
   * `_row`, and rows that a join or unnest made of one row a fixed order by content. Ties of an ORDER BY keep the order in
   * which the rows came or, where `_row` is gone, go by every column, so that only equal rows can change places.
   */
  async compile(written, before, { name: step, index, what, engine }) {
    const checked = await engine.checkQuery(written, what, [
      ...before.columns,
      { name: rowColumn, type: 'BIGINT' },
    ]);
    if ('severity' in checked) return { problems: [checked] };
    const order = before.isInOrder ? '' : ` ORDER BY ${identifier(rowColumn)}`;
    const from = (query: string) =>
      `(WITH data AS (SELECT * FROM ${lastLayer(before)}${order}) SELECT * FROM (\n${query}\n))`;
    const all = await engine.describe(`${withLayers(before.layers)}SELECT * FROM ${from(checked.sql)}`);
    const columns = all.filter(({ name }) => name.toLowerCase() !== rowColumn);
    if (columns.length === all.length && checked.order === 'none')
      return wrongStep(
        `${what}: the order of its rows is not defined.`,
        'Add ORDER BY at the end, or keep the column _row, as SELECT * does.',
      );
    if (columns.length === 0) return wrongStep(`${what}: it gives no column.`);
    const rowPlace = all.findIndex(({ name }) => name.toLowerCase() === rowColumn) + 1;
    const ties = rowPlace > 0 ? [rowPlace] : all.map((_, place) => place + 1);
    const sorted = checked.order === 'open' ? `${checked.sql}\n, ${ties.join(', ')}` : checked.sql;
    const names = columns.map(({ name }) => identifier(name)).join(', ');
    const number = checked.order === 'none' ? `(ORDER BY ${identifier(rowColumn)}, hash(${names}))` : '()';
    const select = `SELECT row_number() OVER ${number} - 1 AS ${identifier(rowColumn)}${list(columns)} FROM ${from(sorted)}`;
    const after = addLayer(before, { select, columns, isInOrder: false, isCostly: true });
    const made = columns.filter(({ name }) => !before.columns.some((column) => column.name === name));
    return closeStep(before, after, {
      step,
      index,
      columns: made.map(({ name }) => name),
      changed: undefined,
    });
  },
};
