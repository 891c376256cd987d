// `Lifecycle: Show Log`: what a run printed, opened as the file it is.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import { listRuns, readRun } from '../../node/run/find';
import { subjectOf } from '../subject';
import type { Command } from './command';
import { pick, pickProject } from './pick';
import { runChoice } from './runChoice';

export const log: Command = {
  name: 'log',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    if (subject?.run !== undefined) return editor.showLog((await readRun(project, subject.run)).folder);
    const runs = (await listRuns(project)).filter(({ record }) => record.parent === undefined).slice(0, 50);
    if (runs.length === 0)
      throw failed(vscode.l10n.t('Nothing was run here yet.'), {
        hint: vscode.l10n.t('Start a stage, for example "Lifecycle: Check Data".'),
      });
    await editor.showLog((await pick(vscode.l10n.t('The log of which run?'), runs.map(runChoice))).folder);
  },
};
