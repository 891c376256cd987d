// Work that looks at the data, with the step named where a person's SQL fails on it.
import { isLifecycleError, wrongInput, type LifecycleError, type Problem } from '../../core/errors';
import { stepTitle, type Pipeline } from '../../core/prepare/pipeline';
import type { CollectOptions } from '../collect/collect';
import type { Database } from '../duckdb/engine';
import { conversionHint } from './conversionHint';
import { failingRow } from './failingRow';
import { failingStep } from './figures';
import { placed } from './manifestPlace';

/** Throws `input` with problems at their places. */
export async function onData<T>(
  database: Database,
  pipeline: Pipeline,
  { project, name, dataset }: Pick<CollectOptions, 'project' | 'name' | 'dataset'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isInput(error)) throw error;
    if (error.problems.length > 0) throw refused(placed(project, error.problems, ['datasets', name]));
    const index = await failingStep(database, pipeline, isInput);
    const step = index === undefined ? undefined : dataset.prepare?.[index];
    const path = ['datasets', name, ...(index === undefined ? [] : ['prepare', index])];
    const what = step && index !== undefined ? stepTitle(step, index, name) : `Dataset "${name}"`;
    const where = step && index !== undefined ? await failingRow(database, pipeline, index, step) : undefined;
    const hint = conversionHint(error);
    const problem: Problem = {
      severity: 'error',
      message: `${what}: ${where === undefined ? '' : `${where}: `}${error.message}`,
      ...(hint !== undefined && { hint }),
    };
    throw refused(placed(project, [problem], path));
  }
}

const isInput = (error: unknown): error is LifecycleError =>
  isLifecycleError(error) && error.code === 'input';

export function refused(problems: readonly Problem[]): LifecycleError {
  const [first] = problems;
  return wrongInput(first?.message ?? 'The data cannot be prepared.', {
    problems,
    ...(first?.hint === undefined ? {} : { hint: first.hint }),
  });
}
