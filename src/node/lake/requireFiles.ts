// That what a table's record names is there, told before anything is brought.
import { wrongInput } from '../../core/errors';
import type { TableFolder } from './tableFolder';

/** Throws `input` where some of the files are not there. */
export function requireFiles({ shown, files }: TableFolder, names: readonly string[]): void {
  const missing = names.filter((name) => !files.has(name));
  const [first] = missing;
  if (first === undefined) return;
  const others = missing.length > 1 ? ` and ${missing.length - 1} more` : '';
  throw wrongInput(`${shown} is not whole: ${first}${others}, which its record names, is missing.`, {
    hint: 'Copy the table again, or choose a state whose files are still there. What was collected before is kept.',
  });
}
