// Turns the steps of a manifest into one SQL query. What each step means is decided in steps/, for preparing and serving alike.
import type { Learnt, LearntOfStep } from '../dataset/learnt';
import type { Column } from '../dataset/version';
import { isLifecycleError, type Problem } from '../errors';
import { learns, nameOf, writtenIn, type Step } from '../manifest/step';
import { missingColumn } from './columns';
import type { SqlEngine, StepWorld } from './engine';
import type { TrainingRows } from './learnt';
import { rowColumn, startPipeline, stepTitle, type Pipeline } from './pipeline';
import { meaningOf } from './steps';
import { wrongStep, type Lesson, type StepPlace } from './steps/meaning';

export interface CompileOptions {
  readonly dataset: string;
  readonly steps: readonly Step[];
  /** Columns of the table `raw`, which must exist where `engine` describes. */
  readonly columns: readonly Column[];
  readonly engine: SqlEngine;
  /** What a step learns from, or what the steps learnt earlier. */
  readonly learning?: Learnt | LearningFrom;
  /** Undefined where a single row is answered. */
  readonly world?: StepWorld;
}

/** The training rows among those of a pipeline; asked at each step that learns, of the table before it. */
export type LearningFrom = (before: Pipeline) => Promise<TrainingRows>;

export type Compiled =
  | { readonly kind: 'compiled'; readonly pipeline: Pipeline; readonly learnt: Learnt }
  /** `index` of the step that is wrong; undefined where the data is. */
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[]; readonly index?: number };

/** Stops at the first step that is wrong, with everything that is wrong in it. */
export async function compile(options: CompileOptions): Promise<Compiled> {
  const { dataset, steps, columns, engine, world } = options;
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
  const learnt: Record<string, LearntOfStep> = {};
  for (const [index, step] of steps.entries()) {
    const what = stepTitle(step, index, dataset);
    const place = { name: nameOf(step), index, what, engine, ...(world && { world }) };
    const next = await compileStep(pipeline, step, place, options);
    if ('problems' in next) return { kind: 'wrong', problems: next.problems, index };
    pipeline = next.pipeline;
    if (next.learnt) learnt[String(index)] = next.learnt;
  }
  return { kind: 'compiled', pipeline, learnt };
}

type Next =
  { readonly pipeline: Pipeline; readonly learnt?: LearntOfStep } | { readonly problems: readonly Problem[] };

async function compileStep(
  before: Pipeline,
  step: Step,
  place: StepPlace,
  { learning }: CompileOptions,
): Promise<Next> {
  const { what, index } = place;
  try {
    const meaning = meaningOf(step);
    const lesson: Lesson | undefined = !learns(step)
      ? undefined
      : typeof learning === 'function'
        ? await meaning.learn?.(writtenIn(step), before.columns, { training: await learning(before), what })
        : { learnt: learning?.[String(index)] ?? {} };
    if (lesson && 'problems' in lesson) return lesson;
    const learnt = lesson?.learnt;
    const next = await meaning.compile(writtenIn(step), before, { ...place, ...(learnt && { learnt }) });
    if ('problems' in next) return next;
    const remarks = [...next.remarks, ...(lesson?.remarks ?? []).map((message) => ({ index, message }))];
    return { pipeline: { ...next, remarks }, ...(learnt && { learnt }) };
  } catch (error) {
    if (!isLifecycleError(error) || error.code !== 'input' || error.problems.length > 0) throw error;
    const missing = /Referenced column "(.+?)" (?:was )?not found/.exec(error.message)?.[1];
    if (missing !== undefined) return { problems: [missingColumn(missing, before.columns, what)] };
    return wrongStep(`${what}: ${error.message}`);
  }
}

const wrong = (problems: readonly Problem[]): Compiled => ({ kind: 'wrong', problems });
