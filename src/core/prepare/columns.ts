// Finding the columns that a step or a dataset names, and saying so when one is not there.
import { closest, distance } from 'fastest-levenshtein';
import type { Problem } from '../errors';
import type { Column } from '../dataset/version';

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
  const names = columns.map((column) => column.name);
  const nearest = nearestName(name, names);
  return {
    severity: 'error',
    message: `${what}: there is no column "${name}".`,
    hint: nearest === undefined ? `The columns are ${listed(names)}.` : `Did you mean "${nearest}"?`,
  };
}

/** The name a person most likely meant; undefined where none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const folded = new Map(names.map((candidate) => [candidate.toLowerCase(), candidate]));
  const nearest = closest(name.toLowerCase(), [...folded.keys()]);
  const limit = Math.max(1, Math.floor(name.length / 3));
  return distance(name.toLowerCase(), nearest) <= limit ? folded.get(nearest) : undefined;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown} and ${String(names.length - 12)} more` : shown;
}
