// The two answers to a proposed text, above its diff. One a file beside this one; what is done then is said where it was proposed.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import { remedy } from '../../core/remedy';
import type { Command } from './command';

export const answerProposal = (name: Command['name'], isWanted: boolean): Command => ({
  name,
  run: (editor, argument) => {
    const uri = argument instanceof vscode.Uri ? argument : undefined;
    if (!editor.proposals.answer(uri, isWanted))
      throw failed(vscode.l10n.t('This proposal is from before the window was loaded.'), {
        hint: vscode.l10n.t('Have it proposed anew.'),
        remedy: remedy('init'),
      });
    return Promise.resolve();
  },
});
