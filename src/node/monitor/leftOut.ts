// Lines of a prediction log that count nowhere, though they were answered once, as a person is told of them: damaged ones, and those of a version that is not there.
import { dirname, relative } from 'node:path';
import { unavailable } from '../../core/errors';
import { count, counted } from '../../core/figures';
import type { LeftOutLines } from '../server/predictionLog';

interface Reason {
  /** What keeps them all from being judged, and some; `verb`: is or are. */
  readonly all: (lines: string, verb: string) => string;
  readonly some: (verb: string) => string;
  readonly hint: string;
}

const reasons: Readonly<Record<LeftOutLines['why'], Reason>> = {
  damaged: {
    all: (lines, verb) => `No prediction can be read: ${lines} ${verb} damaged`,
    some: () => 'cannot be read',
    hint: 'If there is a copy from before, put it back.',
  },
  unregistered: {
    all: (lines, verb) =>
      `No prediction can be judged: ${lines} ${verb} of a version that the registry lacks`,
    some: (verb) => `${verb} of a version that the registry lacks`,
    hint: 'If another branch or a copy has that version, bring its folder in the registry here.',
  },
};

/** A sentence for each reason that some were left out for; `read`: how many lines could be used. Throws `unavailable` where that is none of some. */
export function leftOutText(root: string, leftOut: readonly LeftOutLines[], read: number): readonly string[] {
  return (['damaged', 'unregistered'] as const).flatMap((why) => {
    const days = leftOut.filter((one) => one.why === why);
    const [one] = days;
    if (!one) return [];
    const { all, some, hint } = reasons[why];
    const lines = days.reduce((sum, day) => sum + day.count, 0);
    const isOneDay = days.length === 1;
    const file = relative(root, one.file);
    const where = isOneDay ? file : `${counted(days.length, 'file')} in ${dirname(file)}`;
    const verb = lines === 1 ? 'is' : 'are';
    const which = `${counted(lines, 'line')} of ${where}`;
    const place = `line ${count(one.first)}${isOneDay ? '' : ` of ${file}`}${lines === 1 ? '' : ' first'}`;
    const first = `${place}${one.version === undefined ? '' : `, version ${String(one.version)}`}`;
    if (read === 0)
      throw unavailable(`${all(which, verb)}${one.version === undefined ? '' : ` (${first})`}.`, { hint });
    return [`${which} ${some(verb)} and ${verb} left out (${first}). ${hint}`];
  });
}
