// `Copy Address`, of a deployment that answers.
import * as vscode from 'vscode';
import { subjectOf } from '../subject';
import type { Command } from './command';

export const copyAddress: Command = {
  name: 'copyAddress',
  run: async (_editor, argument) => {
    const address = subjectOf(argument)?.address;
    if (address === undefined) return;
    await vscode.env.clipboard.writeText(address);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', address), 3000);
  },
};
