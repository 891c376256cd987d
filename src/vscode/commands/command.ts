// What a command of the editor is, and the one way all are registered: whatever one throws reaches the person through `present`.
import * as vscode from 'vscode';
import type { Editor } from '../editor';
import { commandIds, type CommandName } from '../ids';
import { presentError } from '../present';

export interface Command {
  readonly name: CommandName;
  /** `argument`: what VS Code hands over, see `subjectOf`. */
  readonly run: (editor: Editor, argument: unknown) => Promise<void>;
}

export function registerCommands(editor: Editor, commands: readonly Command[]): vscode.Disposable {
  return vscode.Disposable.from(
    ...commands.map(({ name, run }) =>
      vscode.commands.registerCommand(commandIds[name], async (argument: unknown) => {
        try {
          await run(editor, argument);
        } catch (error) {
          await presentError(error, editor.log);
        }
      }),
    ),
  );
}
