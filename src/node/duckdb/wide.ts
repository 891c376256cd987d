// A table with more columns than can be worked with: refused before its rows are read, in place of standing for long.
import { wrongInput, type Problem } from '../../core/errors';
import { count } from '../../core/figures';
import type { TextFile } from './textFile';

/** Each query plans all columns of what it reads, and the more columns, the more queries: twice as many take four times as long. */
const mostColumns = 10_000;

/** Throws `input` where the files have too many columns. */
export function refuseWide(columns: number, [first, ...others]: readonly TextFile[]): void {
  if (columns <= mostColumns || !first) return;
  const which = others.length === 0 ? 'The file has' : 'The file and those beside it have';
  const problem: Problem = {
    severity: 'error',
    message: `${which} ${count(columns)} columns, more than the ${count(mostColumns)} that can be worked with.`,
    hint: 'Keep the columns that matter, or write a row for each value: its name in one column, the value in another.',
    file: first.shown,
  };
  throw wrongInput(`${first.shown}: ${problem.message}`, { problems: [problem], hint: problem.hint ?? '' });
}
