// Asks the data how a column is written of which a cast cannot read some values, for what to do about them.
import { castHint, mostNamed, plainHint } from '../../core/prepare/castHint';
import { withLayers, type CastCheck, type CompiledStep, type Pipeline } from '../../core/prepare/pipeline';
import { identifier } from '../../core/quote';
import type { Database } from '../duckdb/engine';
import { waysOf } from '../profile/ways';

export async function hintOfCast(
  database: Database,
  {
    pipeline,
    step,
    check,
  }: {
    readonly pipeline: Pipeline;
    readonly step: Pick<CompiledStep, 'before'>;
    readonly check: CastCheck;
  },
): Promise<string> {
  const { column, fails } = check;
  const table = `(${withLayers(pipeline.layers, true)}SELECT * FROM ${step.before})`;
  const text = `CAST(${identifier(column)} AS VARCHAR)`;
  const { ways, others } = await waysOf(database, table, text);
  const failing = await database.rows<{ value: string }>(
    `SELECT left(${text}, 40) AS "value" FROM ${table} WHERE ${fails} GROUP BY 1 ORDER BY min("_row") LIMIT ${String(mostNamed + 1)}`,
  );
  if (failing.length === 0) return plainHint(check);
  return castHint(check, {
    values: [...new Set(ways.flatMap(({ examples }) => examples))],
    isWhole: others === 0,
    failing: failing.map(({ value }) => value),
  });
}
