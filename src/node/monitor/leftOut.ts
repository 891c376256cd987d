// Lines of a prediction log that were damaged, as a person is told of them: they were answered once, and count nowhere.
import { dirname, relative } from 'node:path';
import { unavailable } from '../../core/errors';
import { count, counted } from '../../core/figures';
import type { UnreadableLines } from '../server/predictionLog';

const hint = 'If there is a copy from before, put it back.';

/** A sentence, or none; `read`: how many lines could be read. Throws `unavailable` where that is none of some. */
export function leftOutText(
  root: string,
  damaged: readonly UnreadableLines[],
  read: number,
): readonly string[] {
  const [one] = damaged;
  if (!one) return [];
  const lines = damaged.reduce((sum, day) => sum + day.count, 0);
  const isOneDay = damaged.length === 1;
  const file = relative(root, one.file);
  const where = isOneDay ? file : `${counted(damaged.length, 'file')} in ${dirname(file)}`;
  const verb = lines === 1 ? 'is' : 'are';
  if (read === 0)
    throw unavailable(`No prediction can be read: ${counted(lines, 'line')} of ${where} ${verb} damaged.`, {
      hint,
    });
  const first = `line ${count(one.first)}${isOneDay ? '' : ` of ${file}`}${lines === 1 ? '' : ' first'}`;
  return [`${counted(lines, 'line')} of ${where} cannot be read and ${verb} left out (${first}). ${hint}`];
}
