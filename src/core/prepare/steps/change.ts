// A step as new expressions over the columns of one row: which columns come out, and how cells that change are counted.
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import { identifier } from '../../quote';
import { findColumns } from '../columns';
import { addLayer, closeStep, lastLayer, rowColumn, type CastCheck, type Pipeline } from '../pipeline';
import type { Compiling, StepPlace } from './meaning';

export interface Output {
  readonly column: Column;
  /** The expression that gives it. */
  readonly sql: string;
}

/** What a step makes of the columns before it. */
export interface Change {
  /** Every column after the step, in order. */
  readonly outputs: readonly Output[];
  readonly touched: readonly string[];
  /** Over a row before: how many of its cells change; undefined where columns are made or taken away. */
  readonly changed?: string;
  readonly casts?: readonly CastCheck[];
}

export type Changed = Change | { readonly problems: readonly Problem[] };

export const kept = (column: Column): Output => ({ column, sql: identifier(column.name) });

/** A column's new cells. */
export interface Cells {
  readonly sql: string;
  /** Undefined: it stays. */
  readonly type?: string;
  /** A condition over the row before: the cell changes. Undefined: where it is another value. */
  readonly changes?: string;
}

/** New cells in the named columns, each by itself. */
export function edit(
  names: readonly string[],
  columns: readonly Column[],
  what: string,
  cellsOf: (column: Column) => Cells | Problem,
): Changed {
  const { found, problems } = findColumns(names, columns, what);
  if (problems.length > 0) return { problems };
  const cells = found.map((column) => ({ column, made: cellsOf(column) }));
  const wrong = cells.flatMap(({ made }) => ('severity' in made ? [made] : []));
  if (wrong.length > 0) return { problems: wrong };
  const edited = new Map(
    cells.flatMap(({ column, made }) => ('sql' in made ? [[column.name, made] as const] : [])),
  );
  return {
    outputs: columns.map((column) => {
      const made = edited.get(column.name);
      return made
        ? { column: { name: column.name, type: made.type ?? column.type }, sql: made.sql }
        : kept(column);
    }),
    touched: names,
    changed: [...edited]
      .map(
        ([name, { sql, changes }]) => `(${changes ?? `${identifier(name)} IS DISTINCT FROM ${sql}`})::BIGINT`,
      )
      .join(' + '),
  };
}

/** What is wrong with the names of the columns after a step. */
export function nameProblems(outputs: readonly Output[], what: string): readonly Problem[] {
  const seen = new Map<string, string>();
  return outputs.flatMap(({ column: { name } }): Problem[] => {
    const other = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), name);
    if (name.trim() === '' || name.toLowerCase() === rowColumn)
      return [{ severity: 'error', message: `${what}: a column cannot be named "${name}".` }];
    if (other === undefined) return [];
    return [
      {
        severity: 'error',
        message: `${what}: there would be two columns named "${name}".`,
        hint: 'Drop one, or choose another name.',
      },
    ];
  });
}

/** The table after the change, as one more layer. */
export function changeTo(before: Pipeline, change: Changed, { name, index }: StepPlace): Compiling {
  if ('problems' in change) return change;
  const { outputs, touched: columns, changed, casts = [] } = change;
  return closeStep(before, project(before, outputs), { step: name, index, columns, changed, casts });
}

export function project(before: Pipeline, outputs: readonly Output[]): Pipeline {
  const parts = outputs.map(({ column, sql }) => {
    const name = identifier(column.name);
    return sql === name ? name : `${sql} AS ${name}`;
  });
  const select = `SELECT ${[identifier(rowColumn), ...parts].join(', ')} FROM ${lastLayer(before)}`;
  return addLayer(before, { select, columns: outputs.map(({ column }) => column) });
}
