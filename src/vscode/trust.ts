// What an untrusted workspace may not do: run anything of its own. Buttons are hidden by `when` clauses; this is what holds.
import * as vscode from 'vscode';
import { failed } from '../core/errors';

/** Throws `failed` in Restricted Mode. */
export function requireTrust(what: string): void {
  if (vscode.workspace.isTrusted) return;
  throw failed(vscode.l10n.t('{0} is not possible in Restricted Mode.', what), {
    hint: vscode.l10n.t(
      'It would run code of this workspace. Trust the workspace first, if you know where it comes from.',
    ),
  });
}
