// Usual raw cells: what a request looks like that a version answers, made of values that its data holds.
import type { Column } from '../../core/dataset/version';
import type { InputRow } from '../../core/dataset/inputRow';
import { isLifecycleError } from '../../core/errors';
import { makesRows } from '../../core/manifest/step';
import { withLayers, type Pipeline } from '../../core/prepare/pipeline';
import { identifier } from '../../core/quote';
import type { ServingPreparation } from '../../core/prepare/serving';
import type { Database } from '../duckdb/engine';
import { openPreparation } from './apply';
import { carrierOf, type RawRow } from './rowTypes';

/** So many rows tell what is usual. */
const lookedAt = 1000;
/** So many columns are asked for at once: a plan of thousands cannot be given up. */
const together = 500;

/** The most frequent value among the first rows of each column as it was collected or made by a query, as a request brings it. */
export async function usualCells(
  database: Database,
  { layers, steps }: Pipeline,
  raw: readonly Column[],
  onColumns?: (done: number, total: number) => void,
): Promise<InputRow> {
  const made = steps.filter(({ step, created }) => created.length > 0 && makesRows(step));
  const tables = [
    { from: '"raw"', columns: raw },
    ...made.map(({ after, created }) => ({ from: `(${withLayers(layers)}FROM ${after})`, columns: created })),
  ];
  const cells: Record<string, InputRow[string]> = {};
  for (const { from, columns } of tables)
    for (let at = 0; at < columns.length; at += together) {
      const some = columns.slice(at, at + together);
      if (columns.length > together) onColumns?.(at, columns.length);
      const names = some.map(({ name }) => identifier(name)).join(', ');
      const modes = some.map((column, index) => `${usual(column)} AS c${String(index)}`);
      const [row = {}] = await database.rows<InputRow>(
        `SELECT ${modes.join(', ')} FROM (SELECT ${names} FROM ${from} LIMIT ${String(lookedAt)})`,
      );
      for (const [index, column] of some.entries()) cells[column.name] = row[`c${String(index)}`] ?? null;
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
