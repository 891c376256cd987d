// Finding the columns that a step or a dataset names, and saying so when one is not there.
import type { Column } from '../dataset/version';
import type { Problem } from '../errors';
import { suggestion } from '../nearest';

/** The columns named, or a problem for each that is not there with the nearest that is. Names are exact. */
export function findColumns(
  names: readonly string[],
  columns: readonly Column[],
  what: string,
): { found: readonly Column[]; problems: readonly Problem[] } {
  const found: Column[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const column = columns.find((candidate) => candidate.name === name);
    if (column) found.push(column);
    else problems.push(missingColumn(name, columns, what));
  }
  return { found, problems };
}

export function missingColumn(name: string, columns: readonly Column[], what: string): Problem {
  const hint = suggestion(
    name,
    columns.map((column) => column.name),
  );
  return {
    severity: 'error',
    message: `${what}: there is no column "${name}".`,
    ...(hint === undefined ? {} : { hint }),
  };
}
