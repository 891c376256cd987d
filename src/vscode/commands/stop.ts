// `Lifecycle: Stop Run`.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import { hasEnded } from '../../core/run/state';
import { listRuns, readRun } from '../../node/run/find';
import { stopRun } from '../../node/run/stop';
import { subjectOf } from '../subject';
import { requireTrust } from '../trust';
import type { Command } from './command';
import { pick, pickProject } from './pick';
import { runChoice } from './runChoice';

export const stop: Command = {
  name: 'stop',
  run: async (editor, argument) => {
    requireTrust(vscode.l10n.t('Stopping a run'));
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    const found =
      subject?.run !== undefined
        ? await readRun(project, subject.run)
        : await pick(vscode.l10n.t('Stop which run?'), running(await listRuns(project)).map(runChoice));
    await stopRun(found.folder, 'Lifecycle: Stop Run');
    await editor.projects.refresh();
  },
};

function running(runs: Awaited<ReturnType<typeof listRuns>>) {
  const alive = runs.filter(({ state, record }) => !hasEnded(state.status) && record.parent === undefined);
  if (alive.length === 0) throw failed(vscode.l10n.t('Nothing is running.'));
  return alive;
}
