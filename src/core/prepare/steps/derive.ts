// `derive`: new columns by expressions of a person's own.
import type { Written } from '../../manifest/step';
import { identifier } from '../../quote';
import { closeStep, lastLayer, rowColumn, withLayers } from '../pipeline';
import { kept, project } from './change';
import { wrongStep, type StepMeaning } from './meaning';
import { ownExpression } from './ownExpression';

export const derive: StepMeaning<Written<'derive'>> = {
  /** One expression after the other, so that a later one may use what an earlier one made. */
  async compile(written, before, { name: step, index, what, engine }) {
    let now = before;
    for (const [name, text] of Object.entries(written)) {
      const lower = name.toLowerCase();
      if (name.trim() === '' || lower === rowColumn)
        return wrongStep(`${what}: a column cannot be named "${name}".`);
      const twin = now.columns.find((column) => column.name !== name && column.name.toLowerCase() === lower);
      if (twin)
        return wrongStep(`${what}: "${name}" differs from the column "${twin.name}" only in capitals.`);
      const checked = await ownExpression(text, `${what}, "${name}"`, now, engine);
      if ('severity' in checked) return { problems: [checked] };
      const sql = `(\n${checked.sql}\n)`;
      const query = `${withLayers(now.layers)}SELECT ${sql} AS ${identifier(name)} FROM ${lastLayer(now)}`;
      const type = (await engine.describe(query))[0]?.type ?? 'VARCHAR';
      const outputs = now.columns.map(kept);
      const at = now.columns.findIndex((column) => column.name === name);
      const output = { column: { name, type }, sql };
      now = project(now, at < 0 ? [...outputs, output] : outputs.with(at, output));
    }
    return closeStep(before, now, { step, index, columns: Object.keys(written), changed: undefined });
  },
  serving: {
    narrow: (written, wanted, { reads }) => {
      const before = new Set(wanted);
      const kept: [string, string][] = [];
      for (const [name, expression] of Object.entries(written).reverse()) {
        if (!before.delete(name)) continue;
        kept.unshift([name, expression]);
        for (const read of reads(expression)) before.add(read);
      }
      return { ...(kept.length > 0 && { written: Object.fromEntries(kept) }), wanted: before };
    },
    after: (written, before) => new Set([...before, ...Object.keys(written)]),
  },
};
