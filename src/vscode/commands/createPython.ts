// `Lifecycle: Create Python Environment`: the project's `.venv` from its requirements.
import * as vscode from 'vscode';
import { createEnvironment } from '../../node/python/create';
import { presentDone } from '../present';
import { subjectOf } from '../subject';
import { withProgress } from '../progress';
import { requireTrust } from '../trust';
import type { Command } from './command';
import { pickProject } from './pick';

export const createPython: Command = {
  name: 'createPython',
  run: async (editor, argument) => {
    requireTrust(vscode.l10n.t('Creating a Python environment'));
    const project = await pickProject(editor, subjectOf(argument));
    const { interpreter, isNew } = await withProgress(vscode.l10n.t('Python environment'), (report, signal) =>
      createEnvironment(project, (message) => report({ message }), signal),
    );
    await editor.projects.refresh();
    presentDone(
      isNew
        ? vscode.l10n.t('Made the environment: {0}', interpreter)
        : vscode.l10n.t('The environment is up to date: {0}', interpreter),
    );
  },
};
