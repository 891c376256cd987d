// The two answers to a proposed text, above its diff. One a file beside this one; what is done then is said where it was proposed.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import type { Command } from './command';

export const answerProposal = (name: Command['name'], isWanted: boolean): Command => ({
  name,
  run: (editor, argument) => {
    const uri = argument instanceof vscode.Uri ? argument : undefined;
    if (!editor.proposals.answer(uri, isWanted))
      throw failed(vscode.l10n.t('This proposal is from before the window was loaded.'), {
        hint: vscode.l10n.t('Close it, and have it proposed anew where it came from.'),
      });
    return Promise.resolve();
  },
});
