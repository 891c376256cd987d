// How outcomes and errors look to a person on the command line: the only place that decides it.
import { styleText } from 'node:util';
import { formatProblem, type LifecycleError } from '../core/errors';
import type { Outcome, StageName } from '../core/run/run';

export interface Presenter {
  /** One line a stage: symbol, stage, what was done, the figure, where to look. */
  outcome(stage: StageName | 'run', outcome: Outcome): string;
  /** Message, then each problem, then what to do. */
  error(error: LifecycleError): string;
  dim(text: string): string;
}

export const symbols = { yes: '✓', no: '✗', unchanged: '–' } as const;

/** `hasColour`: undefined-free decision of the caller, who knows the terminal and NO_COLOR. */
export function presenter(hasColour: boolean): Presenter {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    hasColour ? styleText(format, text) : text;
  const dim = (text: string) => paint('dim', text);
  const mark = (outcome: Outcome) => {
    if (!outcome.passed) return paint('red', symbols.no);
    return outcome.kind === 'skipped' ? dim(symbols.unchanged) : paint('green', symbols.yes);
  };
  return {
    dim,
    outcome: (stage, outcome) =>
      [
        `${mark(outcome)} ${stage.padEnd(stageWidth)} ${outcome.summary}`,
        ...(outcome.figure ? [paint('bold', outcome.figure)] : []),
        ...(outcome.where ? [dim(outcome.where)] : []),
      ].join('  '),
    error: (error) =>
      [
        `${paint('red', symbols.no)} ${error.message}`,
        ...error.problems.map((problem) => `  ${formatProblem(problem)}`),
        ...(error.hint ? error.hint.split('\n').map((line) => `  ${line}`) : []),
      ].join('\n'),
  };
}

const stageWidth = 'evaluate'.length;
