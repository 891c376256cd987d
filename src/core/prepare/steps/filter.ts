// `filter`: the rows where a condition is true.
import type { Written } from '../../manifest/step';
import { addLayer, closeStep, lastLayer, withLayers } from '../pipeline';
import type { StepMeaning } from './meaning';
import { ownExpression } from './ownExpression';

export const filter: StepMeaning<Written<'filter'>> = {
  async compile(written, before, { name: step, index, what, engine }) {
    const checked = await ownExpression(written, what, before, engine);
    if ('severity' in checked) return { problems: [checked] };
    const select = `SELECT * FROM ${lastLayer(before)} WHERE (\n${checked.sql}\n)`;
    const after = addLayer(before, { select, columns: before.columns });
    await engine.describe(`${withLayers(after.layers)}SELECT * FROM ${lastLayer(after)}`);
    const columns = before.columns.map(({ name }) => name).filter((name) => checked.mentions.includes(name));
    return closeStep(before, after, { step, index, columns, changed: undefined });
  },
};
