// What a finding's `Add Step` does: its fix becomes a step of `prepare`.
import * as vscode from 'vscode';
import { wrongInput } from '../../core/errors';
import { addStep as withStep } from '../../core/manifest/edit';
import { writtenSteps } from '../../core/manifest/writtenStep';
import { readCheck } from '../../node/check/result';
import { editManifest } from '../editManifest';
import { nameIn, subjectOf } from '../subject';
import type { Command } from './command';
import { pickProject } from './pick';

export const addStep: Command = {
  name: 'addStep',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const dataset = nameIn(subject, 'datasets');
    const { finding: id } = argument as { readonly finding?: string };
    if (dataset === undefined || id === undefined) return;
    const project = await pickProject(editor, subject);
    const check = await readCheck(project, dataset);
    const found = check?.findings.find((finding) => finding.id === id);
    if (found?.resolvedBy !== undefined)
      throw wrongInput(vscode.l10n.t('This finding is resolved already, by {0}.', found.resolvedBy), {
        hint: vscode.l10n.t('lifecycle.yaml has the step; nothing was written.'),
      });
    const step = found?.fix?.step;
    if (!step)
      throw wrongInput(vscode.l10n.t('This finding is not there any more.'), {
        hint: vscode.l10n.t('The data was checked again meanwhile.'),
      });
    await editManifest(project, (text) =>
      writtenSteps(step).reduce((edited, written) => withStep(edited, dataset, written), text),
    );
    await editor.projects.refresh();
  },
};
