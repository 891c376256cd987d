// What a finding's `Add Step` does: its fix becomes a step of `prepare`; several findings become as few steps as do the same.
import * as vscode from 'vscode';
import { wrongInput } from '../../core/errors';
import { addStep as withStep } from '../../core/manifest/edit';
import { mergedSteps } from '../../core/manifest/mergedSteps';
import { writtenSteps } from '../../core/manifest/writtenStep';
import type { CheckResult } from '../../core/quality/finding';
import { readCheck } from '../../node/check/result';
import { editManifest } from '../editManifest';
import { nameIn, subjectOf } from '../subject';
import type { Command } from './command';
import { pickProject } from './pick';

interface Asked {
  /** Their ids. */
  readonly findings?: readonly string[];
  /** Where they were seen if the dataset was never checked. */
  readonly look?: CheckResult | undefined;
}

export const addStep: Command = {
  name: 'addStep',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const dataset = nameIn(subject, 'datasets');
    const { findings: ids = [], look } = argument as Asked;
    if (dataset === undefined || ids.length === 0) return;
    const project = await pickProject(editor, subject);
    const check = (await readCheck(project, dataset)) ?? look;
    const found = check?.findings.filter(({ id }) => ids.includes(id)) ?? [];
    const resolved = found.find(({ resolvedBy }) => resolvedBy !== undefined);
    if (resolved?.resolvedBy !== undefined)
      throw wrongInput(vscode.l10n.t('This finding is resolved already, by {0}.', resolved.resolvedBy), {
        hint: vscode.l10n.t('lifecycle.yaml has the step; nothing was written.'),
      });
    const steps = found.flatMap(({ fix }) => fix?.step ?? []);
    if (steps.length < ids.length)
      throw wrongInput(vscode.l10n.t('This finding is not there any more.'), {
        hint: vscode.l10n.t('The data was checked again meanwhile.'),
      });
    const written = mergedSteps(steps).flatMap(writtenSteps);
    await editManifest(project, (text) =>
      written.reduce((edited, step) => withStep(edited, dataset, step), text),
    );
    await editor.projects.refresh();
  },
};
