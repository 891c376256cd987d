// `Lifecycle: Run Everything Out of Date`.
import { l10n } from 'vscode';
import { subjectOf } from '../subject';
import type { Command } from './command';
import { pickProject } from './pick';
import { runStage } from './runStage';

export const run: Command = {
  name: 'run',
  run: async (editor, argument) => {
    const project = await pickProject(editor, subjectOf(argument));
    await runStage(editor, {
      project,
      stage: 'run',
      request: {},
      title: l10n.t('Bringing everything up to date'),
    });
  },
};
