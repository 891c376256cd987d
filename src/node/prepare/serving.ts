// What a registered version needs to be served: core's tracing, with DuckDB telling which columns an expression reads.
import type { PreparedVersion } from '../../core/dataset/version';
import { expressionsIn } from '../../core/manifest/step';
import { wrongInput } from '../../core/errors';
import { servingPreparation } from '../../core/prepare/rowWise';
import type { ModelInput, ServingPreparation, TimePreparation } from '../../core/prepare/serving';
import { withDatabase } from '../duckdb/engine';
import { guardExpression } from '../duckdb/guard';

type Inputs = readonly Pick<ModelInput, 'name' | 'type'>[];
type Traced = Pick<PreparedVersion, 'dataset' | 'steps' | 'learnt' | 'effects' | 'raw'>;

/** The row-wise steps and raw columns behind a model's inputs, for a model trained on this prepared version. */
export const servingOf = async (version: Traced, inputs: Inputs): Promise<ServingPreparation> =>
  (await servingTracer(version))(inputs);

/** The row-wise steps and raw columns behind the time column, whether or not a model takes it. */
export const timeServingOf = async (version: Traced, column: string): Promise<TimePreparation> => ({
  column,
  preparation: await servingOf(version, [{ name: column, type: 'string' }]),
});

/** `servingOf` for several sets of columns of one prepared version. */
export async function servingTracer(version: Traced): Promise<(inputs: Inputs) => ServingPreparation> {
  const expressions = version.steps.flatMap((step) => Object.values(expressionsIn(step)));
  const columns = [version.raw, ...version.effects.map(({ created }) => created ?? [])]
    .flat()
    .map(({ name }) => name);
  const reads = new Map<string, readonly string[]>();
  if (expressions.length > 0)
    await withDatabase(
      async (database) => {
        for (const sql of expressions) {
          const guarded = await guardExpression(database, sql, {
            what: `Dataset "${version.dataset}"`,
            columns,
          });
          if (guarded.kind === 'refused')
            throw wrongInput(guarded.problem.message, { problems: [guarded.problem] });
          reads.set(sql, guarded.mentions);
        }
      },
      { threads: 1 },
    );
  return (inputs) =>
    servingPreparation({
      steps: version.steps,
      learnt: version.learnt,
      raw: version.raw,
      created: (index) => version.effects[index]?.created ?? [],
      inputs,
      reads: (expression) => reads.get(expression) ?? [],
    });
}
