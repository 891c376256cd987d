// What the run button of a row does: the verb that the row says is due, or that failed.
import * as vscode from 'vscode';
import { commandIn } from '../hint';
import { commandIds, type CommandName } from '../ids';
import { subjectOf } from '../subject';
import type { Command } from './command';

export const runStep: Command = {
  name: 'runStep',
  run: async (_editor, argument) => {
    const subject = subjectOf(argument);
    const verb: CommandName | undefined = subject?.stage ?? verbOfFix(argument);
    if (verb) await vscode.commands.executeCommand(commandIds[verb], subject);
  },
};

/** `lifecycle approve uptake@2`: a row's fix names the verb that has no stage. */
function verbOfFix(row: unknown): CommandName | undefined {
  const fix = (row as { node?: { fix?: string } } | undefined)?.node?.fix;
  return fix === undefined ? undefined : commandIn(fix);
}
