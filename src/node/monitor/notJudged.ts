// Lines of a prediction log that are not judged, though they were answered once, as a person is told of them: damaged ones, and those of a version that the registry does not show.
import { dirname, join, relative } from 'node:path';
import { unavailable, type LifecycleError, type Problem } from '../../core/errors';
import { count, counted } from '../../core/figures';
import type { Project } from '../project';
import type { NotedLines } from '../server/predictionLog';

export interface NotJudged {
  /** A sentence, with what to do. */
  readonly remark: string;
  /** Why they are none to judge by, a clause. */
  readonly reason: string;
  readonly hint: string;
}

/** One where there are some, else none. */
export function damagedLines(root: string, noted: readonly NotedLines[]): readonly NotJudged[] {
  const days = noted.filter(({ version }) => version === undefined);
  if (days.length === 0) return [];
  const { lines, verb, first } = placesOf(root, days);
  const hint = 'If there is a copy from before, put it back.';
  return [
    {
      remark: `${lines} cannot be read and ${verb} left out (${first}). ${hint}`,
      reason: `${lines} ${verb} damaged (${first})`,
      hint,
    },
  ];
}

/** One for each version that the registry does not show; `problems`: its files that cannot be read. */
export function unshownLines(
  { root, paths }: Pick<Project, 'root' | 'paths'>,
  noted: readonly NotedLines[],
  { model, problems }: { readonly model: string; readonly problems: readonly Problem[] },
): readonly NotJudged[] {
  const versions = new Set(noted.flatMap(({ version }) => version ?? []));
  return [...versions]
    .sort((a, b) => a - b)
    .map((version) => {
      const days = noted.filter((one) => one.version === version);
      const { lines, verb, first } = placesOf(root, days);
      const file = relative(root, join(paths.registry(model, String(version)), 'version.yaml'));
      const problem = problems.find((one) => one.file === file);
      const why = problem ? `${file} ${problem.message.replace(/\.$/, '')}` : 'the registry lacks it';
      const hint =
        problem?.hint ??
        'If another branch or a copy has that version, bring its folder in the registry here.';
      const of = `${lines} ${verb} of version ${String(version)} (${first})`;
      return {
        remark: `${of}, none of whose windows is judged anew: ${why}. ${hint}`,
        reason: `${of}: ${why}`,
        hint,
      };
    });
}

/** Where there is nothing else: each reason, with how many lines it is about. */
export function noneJudged(reasons: readonly NotJudged[]): LifecycleError {
  const hints = new Set(reasons.map(({ hint }) => hint));
  return unavailable(`No prediction can be judged: ${reasons.map(({ reason }) => reason).join('; ')}.`, {
    hint: [...hints].join(' '),
  });
}

function placesOf(root: string, days: readonly NotedLines[]) {
  const [one] = days as readonly [NotedLines, ...NotedLines[]];
  const lines = days.reduce((sum, day) => sum + day.count, 0);
  const isOneDay = days.length === 1;
  const file = relative(root, one.file);
  const where = isOneDay ? file : `${counted(days.length, 'file')} in ${dirname(file)}`;
  return {
    lines: `${counted(lines, 'line')} of ${where}`,
    verb: lines === 1 ? 'is' : 'are',
    first: `line ${count(one.first)}${isOneDay ? '' : ` of ${file}`}${lines === 1 ? '' : ' first'}`,
  };
}
