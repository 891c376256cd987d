// What each step did, counted before the result is written: rows, cells, and casts that would lose something.
import { guessTimeForm } from '../../core/manifest/timeForm';
import type { StepEffect } from '../../core/dataset/version';
import { wrongInput, type Problem } from '../../core/errors';
import {
  stepTitle,
  withLayers,
  type CastCheck,
  type CompiledStep,
  type Pipeline,
} from '../../core/prepare/pipeline';
import { plainNumber } from '../../core/prepare/numberForm';
import { identifier, literal } from '../../core/quote';
import type { Step } from '../../core/manifest/step';
import type { Database } from '../duckdb/engine';

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
  const problems = pipeline.steps.flatMap((step) =>
    step.casts.flatMap((check): Problem[] => {
      const failures = Number(figure(step, `failures ${check.column}`) ?? 0);
      if (failures === 0) return [];
      const rows = Number(figure(step, 'before') ?? 0);
      const example = figure(step, `example ${check.column}`) as Example | null;
      const problem = castProblem(check, failures, rows, example, titleOf(step, steps, dataset));
      return [{ ...problem, path: ['datasets', dataset, 'prepare', step.index] }];
    }),
  );
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
  const { before, after, changed, casts } = step;
  return [
    { step, name: 'before', sql: `(SELECT count(*) FROM ${before})` },
    { step, name: 'after', sql: `(SELECT count(*) FROM ${after})` },
    ...(changed === undefined
      ? []
      : [{ step, name: 'changed', sql: `(SELECT sum(${changed}) FROM ${before})` }]),
    ...casts.flatMap(({ column, fails }): Figure[] => {
      const example = `arg_min({row: "_row", value: left(CAST(${identifier(column)} AS VARCHAR), 40)}, "_row")`;
      return [
        { step, name: `failures ${column}`, sql: `(SELECT count(*) FROM ${before} WHERE ${fails})` },
        { step, name: `example ${column}`, sql: `(SELECT ${example} FROM ${before} WHERE ${fails})` },
      ];
    }),
  ];
}

function castProblem(
  { column, to, format }: CastCheck,
  failures: number,
  rows: number,
  example: Example | null,
  what: string,
): Problem {
  const value = JSON.stringify(example?.value ?? '');
  const isTime = to === 'date' || to === 'timestamp';
  const form = isTime && format === undefined ? guessTimeForm([example?.value ?? ''])?.form : undefined;
  const isNumber = to === 'number' || to === 'integer';
  const plain = isNumber ? plainNumber(column, example?.value ?? '') : undefined;
  const first = example ? `; the first is ${value} in row ${String(example.row + 1)}` : '';
  return {
    severity: 'error',
    message: `${what}: ${String(failures)} of ${String(rows)} values of "${column}" cannot be read as ${to}${format === undefined ? '' : ` written ${format}`}${first}.`,
    hint: form
      ? `Say how they are written, e.g. '- cast: {${column}: {type: ${to}, format: "${form.format}"}}'.`
      : plain
        ? `Write them as 1234.5 in a step before it, e.g. - derive: {${JSON.stringify(column)}: ${JSON.stringify(plain)}}`
        : `Say first what they mean in a step before it: derive the column anew, or, where the value stands for a missing one, "- replace: {column: ${column}, ${literal(example?.value ?? '')}: null}".`,
  };
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
