// `Run Again`: what the run button of a row does whose verb was done; the same as `Run` under a title that says so.
import type { Command } from './command';
import { runStep } from './runStep';

export const runAgain: Command = { name: 'runAgain', run: runStep.run };
