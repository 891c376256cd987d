// What a prepared column was called when it was collected, which is what requests bring.
import type { PreparedVersion } from '../dataset/version';
import { renamesIn, type Step } from '../manifest/step';

/** Through renames only: a column that was derived keeps its name. Requests bring what a command made as it is called then. */
export const rawNameOf = (name: string, steps: readonly Step[] = []): string =>
  steps.slice(steps.findLastIndex((step) => 'run' in step) + 1).reduceRight((now, step) => {
    const pairs = Object.entries(renamesIn(step));
    return pairs.find(([, to]) => to === now)?.[0] ?? now;
  }, name);

/** What a raw column is called in a prepared version; undefined where that has it no more. */
export const preparedNameOf = (
  raw: string,
  { columns, steps }: Pick<PreparedVersion, 'columns' | 'steps'>,
): string | undefined => columns.find(({ name }) => rawNameOf(name, steps) === raw)?.name;
