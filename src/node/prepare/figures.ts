// What each step did, counted before the result is written: rows, cells, and casts that would lose something.
import type { StepEffect } from '../../core/dataset/version';
import { wrongInput, type Problem } from '../../core/errors';
import {
  stepTitle,
  withLayers,
  type CastCheck,
  type CompiledStep,
  type Pipeline,
} from '../../core/prepare/pipeline';
import { identifier } from '../../core/quote';
import type { Step } from '../../core/manifest/step';
import type { Database } from '../duckdb/engine';
import { hintOfCast } from './hintOfCast';

/** One pass over the data; costly layers are computed once in it. Throws `input` where a cast fails, with count and example. */
export async function stepEffects(
  database: Database,
  pipeline: Pipeline,
  steps: readonly Step[],
  dataset: string,
): Promise<StepEffect[]> {
  if (pipeline.steps.length === 0) return [];
  const asked = pipeline.steps.flatMap(figuresOf);
  const columns = asked.map(({ sql }, index) => `${sql} AS f${String(index)}`).join(',\n');
  const [row = {}] = await database.rows(`${withLayers(pipeline.layers, true)}SELECT ${columns}`);
  const figure = (step: CompiledStep, name: string) =>
    row[`f${String(asked.findIndex((one) => one.step === step && one.name === name))}`];
  const problems: Problem[] = [];
  for (const step of pipeline.steps)
    for (const check of step.casts) {
      const failures = Number(figure(step, `failures ${check.column}`) ?? 0);
      if (failures === 0) continue;
      const rows = Number(figure(step, 'before') ?? 0);
      const example = figure(step, `example ${check.column}`) as Example | null;
      problems.push({
        severity: 'error',
        message: castMessage(check, { failures, rows, example, what: titleOf(step, steps, dataset) }),
        hint: await hintOfCast(database, { pipeline, step, check }),
        path: ['datasets', dataset, 'prepare', step.index],
      });
    }
  if (problems[0])
    throw wrongInput(problems[0].message, {
      problems,
      ...(problems[0].hint ? { hint: problems[0].hint } : {}),
    });
  return pipeline.steps.map((step): StepEffect => {
    const changed = step.changed === undefined ? undefined : Number(figure(step, 'changed') ?? 0);
    return {
      step: step.step,
      columns: step.columns,
      rowsBefore: Number(figure(step, 'before') ?? 0),
      rowsAfter: Number(figure(step, 'after') ?? 0),
      ...(changed === undefined ? {} : { cellsChanged: changed }),
      ...(step.created.length === 0 ? {} : { created: step.created }),
      ...Object.fromEntries(Object.keys(step.counts).map((name) => [name, Number(figure(step, name) ?? 0)])),
    };
  });
}

interface Figure {
  readonly step: CompiledStep;
  readonly name: string;
  readonly sql: string;
}

interface Example {
  readonly row: number;
  readonly value: string;
}

function figuresOf(step: CompiledStep): Figure[] {
  const { before, after, changed, casts, counts } = step;
  return [
    { step, name: 'before', sql: `(SELECT count(*) FROM ${before})` },
    { step, name: 'after', sql: `(SELECT count(*) FROM ${after})` },
    ...(changed === undefined
      ? []
      : [{ step, name: 'changed', sql: `(SELECT sum(${changed}) FROM ${before})` }]),
    ...Object.entries(counts).map(([name, sql]): Figure => ({ step, name, sql: `(${sql})` })),
    ...casts.flatMap(({ column, fails }): Figure[] => {
      const example = `arg_min({row: "_row", value: left(CAST(${identifier(column)} AS VARCHAR), 40)}, "_row")`;
      return [
        { step, name: `failures ${column}`, sql: `(SELECT count(*) FROM ${before} WHERE ${fails})` },
        { step, name: `example ${column}`, sql: `(SELECT ${example} FROM ${before} WHERE ${fails})` },
      ];
    }),
  ];
}

function castMessage(
  { column, to, format }: CastCheck,
  {
    failures,
    rows,
    example,
    what,
  }: {
    readonly failures: number;
    readonly rows: number;
    readonly example: Example | null;
    readonly what: string;
  },
): string {
  const first = example
    ? `; the first is ${JSON.stringify(example.value)} in row ${String(example.row + 1)}`
    : '';
  return `${what}: ${String(failures)} of ${String(rows)} values of "${column}" cannot be read as ${to}${format === undefined ? '' : ` written ${format}`}${first}.`;
}

const titleOf = ({ index }: CompiledStep, steps: readonly Step[], dataset: string) => {
  const step = steps[index];
  return step ? stepTitle(step, index, dataset) : `Dataset "${dataset}"`;
};

/**
 * Names the step whose SQL fails on the data: the layers are tried one by one. Undefined where none fails by itself.
 * Asked only after the whole query failed with a message that names no step.
 */
export async function failingStep(
  database: Database,
  pipeline: Pipeline,
  isInput: (error: unknown) => boolean,
): Promise<number | undefined> {
  for (const step of pipeline.steps) {
    const last = pipeline.layers.findIndex(({ name }) => name === step.after);
    const layers = withLayers(pipeline.layers.slice(0, last + 1));
    try {
      await database.rows(`${layers}SELECT max(hash(COLUMNS(*))) FROM ${step.after}`);
    } catch (error) {
      if (isInput(error)) return step.index;
      throw error;
    }
  }
  return undefined;
}
