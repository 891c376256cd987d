// Applies a version's preparation to raw rows with the very SQL that preparing used, so that training and serving cannot drift apart.
import type { Column } from '../../core/dataset/version';
import { isLifecycleError, wrongInput, type Problem } from '../../core/errors';
import { compile } from '../../core/prepare/compile';
import { isOnRows, withExpressions, type Step } from '../../core/manifest/step';
import { resultQuery, startPipeline, type Pipeline } from '../../core/prepare/pipeline';
import { identifier, literal } from '../../core/quote';
import type { ServingPreparation } from '../../core/prepare/serving';
import { openDatabase, type Database, type Row } from '../duckdb/engine';
import { lock } from '../duckdb/locked';
import { sqlEngine } from './engine';
import { failureOf, firstFailing } from './failingCell';
import { lossCheck, typedColumns } from './lost';
import { carrierOf, carryRows, type RawRow } from './rowTypes';

export interface OpenPreparation {
  /** Columns that come out, at least those the model takes. */
  readonly columns: readonly Column[];
  /**
   * Prepared rows, in the order given. Throws `input` with a problem for each cell that is missing or of another type;
   * rows count from 1. A raw row may hold more columns than are needed.
   */
  apply(rows: readonly RawRow[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface PreparationOptions {
  /** A cell that cannot be prepared is missing and refuses nothing: for what was answered already. */
  readonly isLenient?: boolean;
}

/** Rows that go through DuckDB at once. */
const batch = 5000;

/** Opens it for many calls; whoever opens it closes it. Throws `input` where the preparation itself is wrong. */
export async function openPreparation(
  preparation: ServingPreparation,
  { isLenient = false }: PreparationOptions = {},
): Promise<OpenPreparation> {
  const { steps, learnt = {}, inputs } = preparation;
  const database = await openDatabase({ threads: 1, memory: 512 << 20 });
  try {
    const pipeline = await compileServing(database, {
      steps: isLenient ? steps.map(tried) : steps,
      learnt,
      inputs,
    });
    const from = source(inputs);
    const cells = typedColumns(inputs, isLenient ? tryTyped : typed);
    const layersOn = (raw: string) => [
      ...startPipeline(inputs, `(SELECT ${cells} FROM ${raw})`, rowNumber).layers,
      ...pipeline.layers.slice(1),
    ];
    const query = await database.prepare(resultQuery({ ...pipeline, layers: layersOn(from) }));
    const losses = isLenient ? undefined : lossCheck(pipeline, { steps, inputs, from, rowNumber });
    const check = losses && (await database.prepare(losses.sql));
    const refuseLost = async (params: Parameters<typeof query.rows>[0], first: number) => {
      const [found] = check ? await check.rows(params) : [];
      const problems = found && losses ? losses.problems(found, first) : [];
      if (problems.length > 0) throw wrongRows(problems);
    };

    const failureIn = async (rows: readonly RawRow[], first: number, said: string) => {
      const alone = (some: readonly RawRow[]) => parameter(carryRows(some, inputs, 1).values);
      const at = await firstFailing(rows, (some) =>
        query.rows([alone(some)]).then(
          () => false,
          () => true,
        ),
      );
      const row = rows[at] ?? {};
      const layers = layersOn(from.replace('$1', () => literal(alone([row]))));
      return failureOf(database, { preparation, pipeline, layers, row, number: first + at, said });
    };
    const applyBatch = async (rows: readonly RawRow[], first: number): Promise<Row[]> => {
      const { values, problems } = carryRows(rows, inputs, first);
      if (problems.length > 0 && !isLenient) throw wrongRows(problems);
      if (inputs.length === 0) return rows.map(() => ({}));
      const params = [parameter(values)];
      try {
        if (losses?.isSilent) await refuseLost(params, first);
        return await query.rows<Row>(params);
      } catch (error) {
        if (!isLifecycleError(error) || error.code !== 'input' || error.problems.length > 0) throw error;
        await refuseLost(params, first);
        throw wrongRows([await failureIn(rows, first, error.message)]);
      }
    };
    // One connection answers one query at a time.
    let last: Promise<unknown> = Promise.resolve();
    return {
      columns: pipeline.columns,
      apply: (rows) => {
        const next = last.then(async () => {
          const prepared: Row[] = [];
          for (let start = 0; start < rows.length; start += batch)
            for (const row of await applyBatch(rows.slice(start, start + batch), start + 1))
              prepared.push(row);
          return prepared;
        });
        last = next.catch(() => undefined);
        return next;
      },
      close: async () => {
        await last;
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function compileServing(
  database: Database,
  { steps, learnt = {}, inputs }: ServingPreparation,
): Promise<Pipeline> {
  if (steps.some(isOnRows))
    throw wrongInput('The preparation of this version holds a step that cannot be applied to a single row.');
  // The version's file comes from the workspace: its types are put into SQL only where they are nothing but a type.
  const odd = inputs.find(({ type }) => !/^[A-Z][A-Z0-9_ ]*(\(\d+(, ?\d+)?\))?$/.test(type));
  if (odd)
    throw wrongInput(`The preparation of this version gives column "${odd.name}" the type ${odd.type}.`);
  if (inputs.length > 0) {
    const columns = inputs.map(({ name, type }) => `${identifier(name)} ${type}`);
    await database.run(`CREATE TABLE raw (${columns.join(', ')})`);
  }
  const compiled = await compile({
    dataset: 'the request',
    steps,
    columns: inputs,
    engine: sqlEngine(database),
    learning: learnt,
  });
  if (compiled.kind === 'wrong') throw wrongRows(compiled.problems);
  await lock(database);
  return compiled.pipeline;
}

const parameter = (values: readonly (readonly unknown[])[]) =>
  JSON.stringify(Object.fromEntries(values.map((column, index) => [`c${String(index)}`, column])));

const rowNumber = '(row_number() OVER () - 1)';

/** The rows as they travel, one JSON parameter of lists by column: the fastest way in that was measured, for one row and for thousands. */
function source(inputs: readonly Column[]): string {
  const key = (index: number) => `c${String(index)}`;
  const shape = Object.fromEntries(inputs.map((column, index) => [key(index), [carrierOf(column).type]]));
  const lists = inputs.map((column, index) => `unnest(lists.${key(index)}) AS ${identifier(column.name)}`);
  const json = `from_json($1::VARCHAR, ${literal(JSON.stringify(shape))})`;
  return `(SELECT ${lists.join(', ')} FROM (SELECT ${json} AS lists))`;
}

const typed = (value: string, type: string) => `CAST(${value} AS ${type})`;

/** A time is read with its zone, which a plain cast passes over. */
const tryTyped = (value: string, type: string) =>
  /^(DATE|TIMESTAMP)/.test(type)
    ? `TRY_CAST(TRY_CAST(${value} AS TIMESTAMPTZ) AS ${type})`
    : `TRY_CAST(${value} AS ${type})`;

/** A derived value that fails is missing. Casts of steps are tried in any case. */
const tried = (step: Step): Step => withExpressions(step, (sql) => `try(\n${sql}\n)`);

const wrongRows = (problems: readonly Problem[]) =>
  wrongInput(problems[0]?.message ?? 'The rows cannot be prepared.', {
    problems,
    ...(problems[0]?.hint === undefined ? {} : { hint: problems[0].hint }),
  });
