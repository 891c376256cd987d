// How outcomes and errors look to a person on the command line: the only place that decides it.
import { styleText } from 'node:util';
import type { NodeState } from '../core/catalog/node';
import { errorDetails, formatProblem, type LifecycleError } from '../core/errors';
import { commandText } from '../core/remedy';
import type { Outcome, RunStatus, StageName } from '../core/run/run';
import type { FoundRun } from '../node/run/find';

export interface Presenter {
  /** One line a stage: symbol, stage, what was done, the figure, where to look. */
  outcome(stage: StageName | 'run', outcome: Outcome): string;
  /** Message, then each problem, then what to do. */
  error(error: LifecycleError): string;
  /** One line a run: how it stands, which it is, and what came of it. */
  run(run: FoundRun): string;
  /** What hinders nothing, but should be known. */
  warning(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
  /** A unified diff. */
  diff(text: string): string;
  /** The symbol in front of a row of the tree. */
  mark(state: NodeState): string;
}

export const symbols = {
  yes: '✓',
  no: '✗',
  unchanged: '–',
  running: '›',
  attention: '!',
  stale: '~',
  unknown: '·',
} as const;

/** `hasColour`: decided by the caller, who knows the terminal and NO_COLOR. */
export function presenter(hasColour: boolean): Presenter {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    hasColour ? styleText(format, text, { validateStream: false }) : text;
  const dim = (text: string) => paint('dim', text);
  const markOf = (status: RunStatus): string => {
    switch (status) {
      case 'done':
        return paint('green', symbols.yes);
      case 'failed':
      case 'lost':
        return paint('red', symbols.no);
      case 'starting':
      case 'running':
        return paint('blue', symbols.running);
      case 'skipped':
      case 'stopped':
        return dim(symbols.unchanged);
    }
  };
  const markOutcome = (outcome: Outcome) => {
    if (!outcome.passed) return paint('red', symbols.no);
    return outcome.kind === 'skipped' ? dim(symbols.unchanged) : paint('green', symbols.yes);
  };
  return {
    warning: (text) => `${paint('yellow', symbols.attention)} ${text}`,
    dim,
    bold: (text) => paint('bold', text),
    diff: (text) =>
      text
        .split('\n')
        .map((line) => {
          if (/^(---|\+\+\+|@@)/.test(line)) return dim(line);
          return line.startsWith('+')
            ? paint('green', line)
            : line.startsWith('-')
              ? paint('red', line)
              : line;
        })
        .join('\n'),
    mark: (state) => {
      switch (state) {
        case 'ok':
          return paint('green', symbols.yes);
        case 'error':
          return paint('red', symbols.no);
        case 'warning':
          return paint('yellow', symbols.attention);
        case 'running':
          return paint('blue', symbols.running);
        case 'stale':
          return paint('yellow', symbols.stale);
        case 'unknown':
          return dim(symbols.unknown);
      }
    },
    outcome: (stage, outcome) => {
      const [first = '', ...details] = outcome.summary.split('\n');
      const line = [
        `${markOutcome(outcome)} ${stage.padEnd(stageWidth)} ${first}`,
        ...(outcome.figure ? [paint('bold', outcome.figure)] : []),
        ...(outcome.where ? [dim(outcome.where)] : []),
      ].join('  ');
      return [line, ...details.map((detail) => `  ${detail.trim()}`)].join('\n');
    },
    run: ({ record, state }) =>
      [
        `${state.outcome ? markOutcome(state.outcome) : markOf(state.status)} ${record.id}`,
        record.stage.padEnd(stageWidth),
        ...(record.name ? [record.name] : []),
        ...(state.status === 'done' ? [] : [state.status]),
        ...(state.outcome ? [dim(state.outcome.summary.split('\n', 1).join())] : []),
        ...(state.error ? [dim(state.error.message)] : []),
      ].join('  '),
    error: (error) => {
      const { problems, hints } = errorDetails(error, formatProblem);
      return [
        `${paint('red', symbols.no)} ${error.message}`,
        ...[...problems, ...hints.flatMap((hint) => hint.split('\n'))].map((line) => `  ${line}`),
        ...(error.remedy ? [`  ${dim(commandText(error.remedy))}`] : []),
      ].join('\n');
    },
  };
}

const stageWidth = 'evaluate'.length;
