// What the run button of a row does: the verb that the row says is due, or that failed.
import * as vscode from 'vscode';
import type { CatalogNode } from '../../core/catalog/node';
import { commandIds } from '../ids';
import { commandOf, subjectOfRemedy } from '../remedy';
import { subjectOf } from '../subject';
import type { Command } from './command';

export const runStep: Command = {
  name: 'runStep',
  run: async (_editor, argument) => {
    const subject = subjectOf(argument);
    if (subject?.stage) {
      await vscode.commands.executeCommand(commandIds[subject.stage], subject);
      return;
    }
    const remedy = (argument as { readonly node?: CatalogNode } | undefined)?.node?.remedy;
    if (remedy && subject)
      await vscode.commands.executeCommand(
        commandIds[commandOf(remedy).name],
        subjectOfRemedy(remedy, subject.folder),
      );
  },
};
