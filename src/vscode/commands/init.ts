// `Lifecycle: Create lifecycle.yaml`: proposed from the files found, shown as a difference, written when the person says so.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import { applied } from '../../core/manifest/proposal';
import { proposeManifest } from '../../node/manifest/init';
import { editManifest } from '../editManifest';
import { withProgress } from '../progress';
import { readParquet } from '../readParquet';
import { subjectOf } from '../subject';
import { requireTrust } from '../trust';
import type { Command } from './command';
import { pickProject } from './pick';

export const init: Command = {
  name: 'init',
  run: async (editor, argument) => {
    requireTrust(vscode.l10n.t('Writing lifecycle.yaml'));
    const project = await pickProject(editor, subjectOf(argument));
    const proposal = await withProgress(vscode.l10n.t('Looking at the files'), (_report, signal) =>
      proposeManifest(project, { readParquet: readParquet(editor, signal), signal }),
    );
    const { before, after, entries, notes, leavesData } = proposal;
    if (entries.length === 0 && leavesData)
      throw failed(vscode.l10n.t('Nothing is proposed of the data files found.'), { hint: notes.join(' ') });
    if (entries.length === 0)
      throw failed(
        before === undefined
          ? vscode.l10n.t('No data file and no training script was found.')
          : vscode.l10n.t('lifecycle.yaml names everything that was found.'),
        before === undefined ? { hint: vscode.l10n.t('Put one into the folder first.') } : {},
      );
    const question =
      before === undefined
        ? vscode.l10n.t('Write lifecycle.yaml as proposed?')
        : vscode.l10n.t('Add what is proposed to lifecycle.yaml?');
    const isWanted = await editor.proposals.ask({
      file: project.paths.manifest,
      title: vscode.l10n.t('lifecycle.yaml (proposed)'),
      before: before ?? '',
      after,
      question: [question, ...notes].join(' '),
    });
    if (!isWanted) return;
    await editManifest(project, (text) => applied(text, proposal));
    await editor.projects.refresh();
  },
};
