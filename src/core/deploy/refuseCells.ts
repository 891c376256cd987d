// What no cell of a request may be, whatever the model takes of it: the log has to keep it, and the monitor to read the row's time.
import { wrongInput, type Problem } from '../errors';
import { momentIn } from '../moment';

/**
 * Throws `input` with up to ten problems; rows count from 1. `timeColumn`: what holds the row's time as it is; undefined where nothing does. NaN is
 * a missing number and passes.
 */
export function refuseCells(
  rows: readonly Readonly<Record<string, unknown>>[],
  timeColumn: string | undefined,
): void {
  const problems: Problem[] = [];
  rows.forEach((row, index) => {
    for (const [column, value] of Object.entries(row)) {
      if (problems.length === 10) return;
      const wrong = wrongCell(value, column === timeColumn);
      if (wrong === undefined) continue;
      const { message, hint } = wrong;
      problems.push({ severity: 'error', message: `Row ${index + 1}: column "${column}" ${message}`, hint });
    }
  });
  const [first] = problems;
  if (first === undefined) return;
  throw wrongInput(first.message, { problems, ...(first.hint === undefined ? {} : { hint: first.hint }) });
}

function wrongCell(
  value: unknown,
  isTime: boolean,
): { readonly message: string; readonly hint: string } | undefined {
  if (value === Infinity || value === -Infinity)
    return {
      message: `is ${value}, or a number too large to be told from it, but a finite number is expected.`,
      hint: 'Give null where it is not known.',
    };
  if (typeof value !== 'string') return undefined;
  if (/\p{Surrogate}/u.test(value))
    return {
      message: `is ${shown(value)}, which holds half of a character.`,
      hint: 'Send whole characters: this text was cut within one, or is no Unicode.',
    };
  if (isTime && !isTimeText(value))
    return {
      message: `is ${shown(value)}, but a time is expected, as 2010-11-30 or 2010-11-30T14:05:00Z.`,
      hint: 'Give null where it is not known: then the row counts by the time of its answer.',
    };
  return undefined;
}

/** An ISO date of the calendar, alone or with a time; without a zone it is UTC. */
const isTimeText = (text: string) => isoTime.test(text) && momentIn(text) !== undefined;

const isoTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function shown(value: string): string {
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 40)}...` : json;
}
