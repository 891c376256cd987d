// Actions that mean the same in a panel of any kind.
import * as vscode from 'vscode';
import { commandIds, type CommandName } from '../ids';
import type { Subject } from '../subject';

export const runCommand = (name: CommandName, subject: Subject): PromiseLike<unknown> =>
  vscode.commands.executeCommand(commandIds[name], subject);

/** `subjectOf`: what a panel's target is to commands. */
export const commonActions = <Target>(subjectOf: (target: Target) => Subject) => ({
  openManifest: (target: Target) => runCommand('openManifest', subjectOf(target)),
  trust: () => vscode.commands.executeCommand('workbench.trust.manage'),
});
