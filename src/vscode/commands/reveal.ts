// `Lifecycle: Reveal File`, in the explorer.
import * as vscode from 'vscode';
import { subjectOf } from '../subject';
import type { Command } from './command';

export const reveal: Command = {
  name: 'reveal',
  run: async (_editor, argument) => {
    const subject = subjectOf(argument);
    if (subject?.path === undefined) return;
    const uri = vscode.Uri.joinPath(vscode.Uri.parse(subject.folder), subject.path);
    await vscode.commands.executeCommand('revealInExplorer', uri);
  },
};
