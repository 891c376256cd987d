// `Lifecycle: Learn Expectations`: what may be expected of a dataset, learnt from its prepared rows and proposed for lifecycle.yaml.
import * as vscode from 'vscode';
import { addExpectations, startingText } from '../../core/manifest/edit';
import { editManifest, manifestText } from '../editManifest';
import { withProgress } from '../progress';
import { nameIn, subjectOf } from '../subject';
import { requireTrust } from '../trust';
import type { Command } from './command';
import { pickName, pickProject } from './pick';

export const learnExpectations: Command = {
  name: 'learnExpectations',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    requireTrust(vscode.l10n.t('Changing lifecycle.yaml'));
    const project = await pickProject(editor, subject);
    const name = nameIn(subject, 'datasets') ?? (await pickName(editor, project, 'datasets'));
    const { time, key } = project.manifest.datasets?.[name] ?? {};
    const learnt = await withProgress(
      vscode.l10n.t('Learning what to expect of {0}', name),
      async (_report, signal) => {
        const file = await editor.worker.ask('prepared', { root: project.root, name }, signal);
        const roles = { ...(time && { time: time.column }), ...(key !== undefined && { key }) };
        return editor.worker.ask('learn', { files: [file], ...roles }, signal);
      },
    );
    const change = (text: string) => addExpectations(startingText(text), name, learnt.expect);
    const before = await manifestText(project);
    const after = change(before);
    if (after === startingText(before)) {
      const told = vscode.l10n.t('lifecycle.yaml expects something of every column of {0} already.', name);
      void vscode.window.showInformationMessage(told); // the message may stand for hours
      return;
    }
    const isWanted = await editor.proposals.ask({
      file: project.paths.manifest,
      title: vscode.l10n.t('lifecycle.yaml (proposed)'),
      before,
      after,
      question: vscode.l10n.t('Expect this of {0}? {1}', name, learnt.why),
    });
    if (!isWanted) return;
    await editManifest(project, change);
    await editor.projects.refresh();
  },
};
