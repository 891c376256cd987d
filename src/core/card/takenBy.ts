// The columns that a request to a version brings, and what each is for.
import type { Column } from '../dataset/version';
import type { Version } from '../registry/version';

export interface TakenColumn extends Column {
  readonly purposes: readonly string[];
}

export function takenBy({ key, time, preparation }: Version): readonly TakenColumn[] {
  const uses: readonly (readonly [string, readonly Column[]])[] = [
    ['labels', key ? [key] : []],
    ['windows', time?.preparation.inputs ?? []],
    ['the model', preparation.inputs],
  ];
  const columns = new Map(uses.flatMap(([, of]) => of.map((column) => [column.name, column])));
  return [...columns.values()].map(({ name, type }) => ({
    name,
    type,
    purposes: uses.filter(([, of]) => of.some((column) => column.name === name)).map(([purpose]) => purpose),
  }));
}
