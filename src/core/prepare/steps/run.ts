// `run`: what a command of the person's own makes of the rows.
import type { Written } from '../../manifest/step';
import { identifier } from '../../quote';
import { addLayer, closeStep, list, resultQuery, rowColumn } from '../pipeline';
import { nameProblems } from './change';
import type { StepMeaning } from './meaning';
import { worldOf } from './others';

export const run: StepMeaning<Written<'run'>> = {
  async compile(command, before, place) {
    const { name: step, index, what } = place;
    const made = await worldOf(place).run(command, resultQuery(before), { index });
    const outputs = made.columns.map((column) => ({ column, sql: identifier(column.name) }));
    const problems = nameProblems(outputs, what);
    if (problems.length > 0) return { problems };
    const after = addLayer(
      { ...before, isInOrder: true },
      {
        select: `SELECT ${made.row} AS ${identifier(rowColumn)}${list(made.columns)} FROM ${made.from}`,
        columns: made.columns,
      },
    );
    // The command may have changed any value: all of its columns are its own.
    return closeStep(before, after, {
      step,
      index,
      columns: made.columns.map(({ name }) => name),
      changed: undefined,
      created: made.columns,
    });
  },
};
