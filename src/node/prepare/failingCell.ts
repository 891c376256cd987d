// Which row of a request an expression cannot be asked of, and of which of its cells: told as they were sent.
import type { Problem } from '../../core/errors';
import { renamesIn, type Step } from '../../core/manifest/step';
import { withLayers, type Layer, type Pipeline } from '../../core/prepare/pipeline';
import type { ServingPreparation } from '../../core/prepare/serving';
import type { Database } from '../duckdb/engine';
import { shown, type RawRow } from './rowTypes';

/** The place of the first row of which `fails` holds; it holds of `rows` together, and then of one of them alone. */
export async function firstFailing(
  rows: readonly RawRow[],
  fails: (some: readonly RawRow[]) => Promise<boolean>,
): Promise<number> {
  let [from, to] = [0, rows.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (await fails(rows.slice(from, middle))) to = middle;
    else from = middle;
  }
  return from;
}

/** `layers`: the pipeline's, with nothing but the one row below them; `said`: what the engine says; `number`: the row's, from 1. */
export async function failureOf(
  database: Database,
  {
    preparation: { steps, inputs, example },
    pipeline,
    layers,
    row,
    number,
    said,
  }: {
    readonly preparation: ServingPreparation;
    readonly pipeline: Pipeline;
    readonly layers: readonly Layer[];
    readonly row: RawRow;
    readonly number: number;
    readonly said: string;
  },
): Promise<Problem> {
  const found = await failingExpression(database, { steps, pipeline, layers });
  const place = `Row ${String(number)}`;
  if (!found) return { severity: 'error', message: `${place} cannot be prepared: ${said}` };
  const { column, expression, index } = found;
  const read = inputs.filter(({ name }) => expression.includes(nameBefore(name, steps.slice(0, index))));
  const cells = read.map(({ name }) => `column "${name}" is ${shown(row[name] ?? null)}`);
  const told = new Intl.ListFormat('en').format(cells);
  const usual = read.flatMap(({ name }) => {
    const cell = example?.[name];
    return cell === undefined || cell === null ? [] : [`"${name}" as ${shown(cell)}`];
  });
  const written = usual.length === 0 ? '' : `, e.g. ${new Intl.ListFormat('en').format(usual)}`;
  return {
    severity: 'error',
    message: `${place}: ${told === '' ? '' : `${told}; `}"${column}" cannot be derived: ${said}`,
    hint: `Write it as in the data that the model learnt from${written}. Give null where it is not known.`,
  };
}

async function failingExpression(
  database: Database,
  {
    steps,
    pipeline,
    layers,
  }: { readonly steps: readonly Step[]; readonly pipeline: Pipeline; readonly layers: readonly Layer[] },
): Promise<{ readonly column: string; readonly expression: string; readonly index: number } | undefined> {
  for (const [index, step] of steps.entries()) {
    const before = pipeline.steps.find((one) => one.index === index)?.before;
    if (!('derive' in step) || before === undefined) continue;
    for (const [column, expression] of Object.entries(step.derive)) {
      const asked = `${withLayers(layers)}SELECT 1 AS one FROM ${before} WHERE TRY((${expression}\n) IS NULL) IS NULL`;
      const found = await database.rows(asked).catch(() => []);
      if (found.length > 0) return { column, expression, index };
    }
  }
  return undefined;
}

/** What a raw column is called after these steps. */
const nameBefore = (raw: string, steps: readonly Step[]) =>
  steps.reduce((name, step) => renamesIn(step)[name] ?? name, raw);
