// What the run button of a row does: the verb that the row says is due, or that failed. What is to be written is proposed.
import * as vscode from 'vscode';
import type { CatalogNode } from '../../core/catalog/node';
import { commandIds } from '../ids';
import { commandOf, subjectOfRemedy } from '../remedy';
import { subjectOf } from '../subject';
import { pasteOnClick } from '../tree/tokens';
import type { Command } from './command';
import { proposePaste } from './proposePaste';

export const runStep: Command = {
  name: 'runStep',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    if (subject?.stage) {
      await vscode.commands.executeCommand(commandIds[subject.stage], subject);
      return;
    }
    const node = (argument as { readonly node?: CatalogNode } | undefined)?.node;
    const paste = node && pasteOnClick(node);
    if (subject && paste) await proposePaste(editor, subject, paste);
    const remedy = node?.remedy;
    if (remedy && subject)
      await vscode.commands.executeCommand(
        commandIds[commandOf(remedy).name],
        subjectOfRemedy(remedy, subject.folder),
      );
  },
};
