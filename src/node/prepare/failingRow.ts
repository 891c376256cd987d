// Where an expression of a step fails: the column that it makes, and the first row that it cannot be asked of.
import { withLayers, type Pipeline } from '../../core/prepare/pipeline';
import { expressionsIn, type Step } from '../../core/manifest/step';
import type { Database } from '../duckdb/engine';

/** e.g. `"area" fails first in row 7`; undefined where it has none, or no single row makes it fail. */
export async function failingRow(
  database: Database,
  pipeline: Pipeline,
  index: number,
  step: Step,
): Promise<string | undefined> {
  const before = pipeline.steps.find((one) => one.index === index)?.before;
  if (before === undefined) return undefined;
  for (const [column, expression] of Object.entries(expressionsIn(step))) {
    const [found] = await database
      .rows<{ row: number | null }>(
        `${withLayers(pipeline.layers)}SELECT min("_row")::DOUBLE AS "row" FROM ${before} WHERE TRY((${expression}\n) IS NULL) IS NULL`,
      )
      .catch(() => []); // a window function cannot be tried row by row
    if (typeof found?.row === 'number') return `"${column}" fails first in row ${String(found.row + 1)}`;
  }
  return undefined;
}
