// Turns the steps of a manifest into one SQL query. What a step means is decided here and in rowStep.ts, for preparing and serving alike.
import type { Column } from '../dataset/version';
import { isLifecycleError, type Problem } from '../errors';
import type { Step, StepName } from '../manifest/step';
import { findColumns, missingColumn } from './columns';
import {
  addLayer,
  closeStep,
  lastLayer,
  list,
  rowColumn,
  startPipeline,
  stepTitle,
  withLayers,
  type Pipeline,
} from './pipeline';
import { identifier } from '../quote';
import { changeOf, type Change } from './rowStep';

/** SQL of a person's own that was found harmless. */
export interface CheckedSql {
  readonly sql: string;
  /** Names in it that may be columns. */
  readonly mentions: readonly string[];
  /** Whether it ends in an ORDER BY, and whether more may be added to that by `, 1`. */
  readonly order: 'none' | 'closed' | 'open';
}

/** The engine as compiling needs it. A problem tells what is wrong with the person's SQL. */
export interface SqlEngine {
  /** Columns of a query; throws `input` where it does not bind. */
  describe(query: string): Promise<readonly Column[]>;
  checkExpression(sql: string, what: string, columns: readonly Column[]): Promise<CheckedSql | Problem>;
  /** `data` is the only table it may read. */
  checkQuery(sql: string, what: string, columns: readonly Column[]): Promise<CheckedSql | Problem>;
}

export interface CompileOptions {
  readonly dataset: string;
  readonly steps: readonly Step[];
  /** Columns of the table `raw`, which must exist where `engine` describes. */
  readonly columns: readonly Column[];
  readonly engine: SqlEngine;
}

export type Compiled =
  | { readonly kind: 'compiled'; readonly pipeline: Pipeline }
  /** `index` of the step that is wrong; undefined where the data is. */
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[]; readonly index?: number };

/** Stops at the first step that is wrong, with everything that is wrong in it. */
export async function compile({ dataset, steps, columns, engine }: CompileOptions): Promise<Compiled> {
  const reserved = columns.find(({ name }) => name.toLowerCase() === rowColumn);
  if (reserved)
    return wrong([
      {
        severity: 'error',
        message: `Dataset "${dataset}" has a column named "${reserved.name}", which stands for the row's number.`,
        hint: 'Rename it where the data comes from.',
      },
    ]);
  let pipeline = startPipeline(columns);
  for (const [index, step] of steps.entries()) {
    const next = await compileStep(pipeline, step, { index, what: stepTitle(step, index, dataset), engine });
    if ('problems' in next) return { kind: 'wrong', problems: next.problems, index };
    pipeline = next;
  }
  return { kind: 'compiled', pipeline };
}

type Next = Pipeline | { readonly problems: readonly Problem[] };

interface Place {
  readonly index: number;
  /** The step as a person knows it. */
  readonly what: string;
  readonly engine: SqlEngine;
}

async function compileStep(before: Pipeline, step: Step, place: Place): Promise<Next> {
  const { index, what } = place;
  try {
    if ('derive' in step) return await derive(before, step.derive, place);
    if ('filter' in step) return await filter(before, step.filter, place);
    if ('deduplicate' in step) return deduplicate(before, step.deduplicate, place);
    if ('sql' in step) return await ownQuery(before, step.sql, place);
    const result = changeOf(step, before.columns, what);
    if ('problems' in result) return result;
    const { touched: columns, changed, casts } = result.change;
    return closeStep(before, project(before, result.change.outputs), {
      step: nameOf(step),
      index,
      columns,
      changed,
      casts,
    });
  } catch (error) {
    if (!isLifecycleError(error) || error.code !== 'input') throw error;
    const missing = /Referenced column "(.+?)" (?:was )?not found/.exec(error.message)?.[1];
    if (missing !== undefined) return { problems: [missingColumn(missing, before.columns, what)] };
    return wrongStep(`${what}: ${error.message}`);
  }
}

function project(before: Pipeline, outputs: Change['outputs']): Pipeline {
  const parts = outputs.map(({ column, sql }) => {
    const name = identifier(column.name);
    return sql === name ? name : `${sql} AS ${name}`;
  });
  const select = `SELECT ${[identifier(rowColumn), ...parts].join(', ')} FROM ${lastLayer(before)}`;
  return addLayer(before, { select, columns: outputs.map(({ column }) => column) });
}

/** One expression after the other, so that a later one may use what an earlier one made. */
async function derive(
  before: Pipeline,
  expressions: Readonly<Record<string, string>>,
  place: Place,
): Promise<Next> {
  const { index, what, engine } = place;
  let now = before;
  for (const [name, text] of Object.entries(expressions)) {
    const lower = name.toLowerCase();
    if (name.trim() === '' || lower === rowColumn)
      return wrongStep(`${what}: a column cannot be named "${name}".`);
    const twin = now.columns.find((column) => column.name !== name && column.name.toLowerCase() === lower);
    if (twin) return wrongStep(`${what}: "${name}" differs from the column "${twin.name}" only in capitals.`);
    const checked = await rowExpression(text, `${what}, "${name}"`, now, engine);
    if ('severity' in checked) return { problems: [checked] };
    const sql = `(\n${checked.sql}\n)`;
    const query = `${withLayers(now.layers)}SELECT ${sql} AS ${identifier(name)} FROM ${lastLayer(now)}`;
    const type = (await engine.describe(query))[0]?.type ?? 'VARCHAR';
    const outputs = now.columns.map((column) => ({ column, sql: identifier(column.name) }));
    const at = now.columns.findIndex((column) => column.name === name);
    const output = { column: { name, type }, sql };
    now = project(now, at < 0 ? [...outputs, output] : outputs.with(at, output));
  }
  return closeStep(before, now, {
    step: 'derive',
    index,
    columns: Object.keys(expressions),
    changed: undefined,
  });
}

async function filter(before: Pipeline, text: string, { index, what, engine }: Place): Promise<Next> {
  const checked = await rowExpression(text, what, before, engine);
  if ('severity' in checked) return { problems: [checked] };
  const select = `SELECT * FROM ${lastLayer(before)} WHERE (\n${checked.sql}\n)`;
  const after = addLayer(before, { select, columns: before.columns });
  await engine.describe(`${withLayers(after.layers)}SELECT * FROM ${lastLayer(after)}`);
  const columns = before.columns.map(({ name }) => name).filter((name) => checked.mentions.includes(name));
  return closeStep(before, after, { step: 'filter', index, columns, changed: undefined });
}

/** Of equal rows the first stays. */
function deduplicate(before: Pipeline, by: 'all' | readonly string[], { index, what }: Place): Next {
  const columns = by === 'all' ? before.columns.map(({ name }) => name) : by;
  const { problems } = findColumns(columns, before.columns, what);
  if (problems.length > 0) return { problems };
  const window = `(PARTITION BY ${columns.map(identifier).join(', ')} ORDER BY ${identifier(rowColumn)})`;
  const select = `SELECT * FROM ${lastLayer(before)} QUALIFY row_number() OVER ${window} = 1`;
  const after = addLayer(before, { select, columns: before.columns, isInOrder: false, isCostly: true });
  return closeStep(before, after, { step: 'deduplicate', index, columns, changed: undefined });
}

/**
 * A query over `data`, which comes in order. Its own ORDER BY defines the order that follows; without one the rows keep
 * theirs by `_row`, and rows that a join or unnest made of one row a fixed order by content. Ties of an ORDER BY keep the
 * order in which the rows came or, where `_row` is gone, go by every column, so that only equal rows can change places.
 */
async function ownQuery(before: Pipeline, text: string, { index, what, engine }: Place): Promise<Next> {
  const checked = await engine.checkQuery(text, what, [
    ...before.columns,
    { name: rowColumn, type: 'BIGINT' },
  ]);
  if ('severity' in checked) return { problems: [checked] };
  const order = before.isInOrder ? '' : ` ORDER BY ${identifier(rowColumn)}`;
  const from = (sql: string) =>
    `(WITH data AS (SELECT * FROM ${lastLayer(before)}${order}) SELECT * FROM (\n${sql}\n))`;
  const all = await engine.describe(`${withLayers(before.layers)}SELECT * FROM ${from(checked.sql)}`);
  const columns = all.filter(({ name }) => name.toLowerCase() !== rowColumn);
  if (columns.length === all.length && checked.order === 'none')
    return wrongStep(
      `${what}: the order of its rows is not defined.`,
      'Add ORDER BY at the end, or keep the column _row, as SELECT * does.',
    );
  if (columns.length === 0) return wrongStep(`${what}: it gives no column.`);
  const rowPlace = all.findIndex(({ name }) => name.toLowerCase() === rowColumn) + 1;
  const ties = rowPlace > 0 ? [rowPlace] : all.map((_, place) => place + 1);
  const sorted = checked.order === 'open' ? `${checked.sql}\n, ${ties.join(', ')}` : checked.sql;
  const names = columns.map(({ name }) => identifier(name)).join(', ');
  const number = checked.order === 'none' ? `(ORDER BY ${identifier(rowColumn)}, hash(${names}))` : '()';
  const select = `SELECT row_number() OVER ${number} - 1 AS ${identifier(rowColumn)}${list(columns)} FROM ${from(sorted)}`;
  const after = addLayer(before, { select, columns, isInOrder: false, isCostly: true });
  const made = columns.filter(({ name }) => !before.columns.some((column) => column.name === name));
  return closeStep(before, after, {
    step: 'sql',
    index,
    columns: made.map(({ name }) => name),
    changed: undefined,
  });
}

async function rowExpression(
  text: string,
  what: string,
  { columns }: Pipeline,
  engine: SqlEngine,
): Promise<CheckedSql | Problem> {
  const checked = await engine.checkExpression(text, what, columns);
  if ('severity' in checked || !checked.mentions.some((name) => name.toLowerCase() === rowColumn))
    return checked;
  return {
    severity: 'error',
    message: `${what}: _row is known only to an "sql" step.`,
    hint: 'Use an "sql" step for it.',
  };
}

const nameOf = (step: Step) => Object.keys(step)[0] as StepName;

const wrong = (problems: readonly Problem[]): Compiled => ({ kind: 'wrong', problems });

const wrongStep = (message: string, hint?: string): { readonly problems: readonly Problem[] } => ({
  problems: [{ severity: 'error', message, ...(hint === undefined ? {} : { hint }) }],
});
