// Usual raw cells: what a request looks like that a version answers, made of values that its data holds.
import type { Column } from '../../core/dataset/version';
import type { InputRow } from '../../core/dataset/inputRow';
import { isLifecycleError } from '../../core/errors';
import { withLayers, type Pipeline } from '../../core/prepare/pipeline';
import { identifier } from '../../core/quote';
import type { ServingPreparation } from '../../core/prepare/serving';
import type { Database } from '../duckdb/engine';
import { openPreparation } from './apply';
import { carrierOf, type RawRow } from './rowTypes';

/** So many rows tell what is usual. */
const lookedAt = 1000;

/** The most frequent value among the first rows of each column as it was collected or made by a query, as a request brings it. */
export async function usualCells(
  database: Database,
  { layers, steps }: Pipeline,
  raw: readonly Column[],
): Promise<InputRow> {
  const made = steps.filter(({ step }) => step === 'sql');
  const tables = [
    { name: layers[0]?.name ?? 's0', columns: raw },
    ...made.map(({ after, created }) => ({ name: after, columns: created })),
  ];
  const cells: Record<string, InputRow[string]> = {};
  for (const { name, columns } of tables) {
    if (columns.length === 0) continue;
    const modes = columns.map((column, index) => `${usual(column)} AS c${String(index)}`);
    const [row = {}] = await database.rows<InputRow>(
      `${withLayers(layers)}SELECT ${modes.join(', ')} FROM (SELECT * FROM ${name} LIMIT ${String(lookedAt)})`,
    );
    for (const [index, column] of columns.entries()) cells[column.name] = row[`c${String(index)}`] ?? null;
  }
  return cells;
}

function usual(column: Column): string {
  const mode = `mode(${identifier(column.name)})`;
  return carrierOf(column).type === 'VARCHAR' ? `CAST(${mode} AS VARCHAR)` : mode;
}

/**
 * The preparation with a row that it takes: usual cells, or none in a column whose usual one belongs to rows that steps left out.
 * `beside`: columns that it does not read and a request brings all the same.
 */
export async function withExample(
  preparation: ServingPreparation,
  usual: InputRow | undefined,
  beside: readonly string[] = [],
): Promise<ServingPreparation> {
  if (!usual) return preparation;
  const brought = Object.fromEntries(beside.map((name) => [name, usual[name] ?? null]));
  const nothing = Object.fromEntries(preparation.inputs.map(({ name }) => [name, null]));
  const whole = Object.fromEntries(preparation.inputs.map(({ name }) => [name, usual[name] ?? null]));
  const opened = await openPreparation(preparation);
  const isTaken = (row: RawRow) =>
    opened.apply([row]).then(
      () => true,
      (error: unknown) => {
        if (isLifecycleError(error) && error.code === 'input') return false;
        throw error;
      },
    );
  try {
    if (await isTaken(whole)) return { ...preparation, example: { ...brought, ...whole } };
    const example: Record<string, InputRow[string]> = { ...nothing };
    for (const [name, cell] of Object.entries(whole))
      if (await isTaken({ ...example, [name]: cell })) example[name] = cell;
    return { ...preparation, example: { ...brought, ...example } };
  } finally {
    await opened.close();
  }
}
