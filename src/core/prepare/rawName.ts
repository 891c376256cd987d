// What a prepared column was called when it was collected, which is what requests bring.
import type { PreparedVersion } from '../dataset/version';
import type { Step } from '../manifest/step';

/** Through renames only: a column that was derived keeps its name. */
export const rawNameOf = (name: string, steps: readonly Step[] = []): string =>
  [...steps].reverse().reduce((now, step) => {
    const pairs = 'rename' in step ? Object.entries(step.rename) : [];
    return pairs.find(([, to]) => to === now)?.[0] ?? now;
  }, name);

/** What a raw column is called in a prepared version; undefined where that has it no more. */
export const preparedNameOf = (
  raw: string,
  { columns, steps }: Pick<PreparedVersion, 'columns' | 'steps'>,
): string | undefined => columns.find(({ name }) => rawNameOf(name, steps) === raw)?.name;
