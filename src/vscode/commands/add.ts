// `Add to lifecycle.yaml` on what was found: its entry is written and shown, and can be undone like any edit.
import * as vscode from 'vscode';
import { formatOf } from '../../core/dataset/fileFormat';
import { failed } from '../../core/errors';
import { withEntries } from '../../core/manifest/proposal';
import { insideFolder } from '../../node/files/inside';
import { requireWholeParquet } from '../../node/files/wholeParquet';
import { proposeManifest } from '../../node/manifest/init';
import type { Project } from '../../node/project';
import { editManifest } from '../editManifest';
import { withProgress } from '../progress';
import { readParquet } from '../readParquet';
import { subjectOf } from '../subject';
import { requireTrust } from '../trust';
import type { Command } from './command';
import { pickProject } from './pick';

export const add: Command = {
  name: 'add',
  run: async (editor, argument) => {
    requireTrust(vscode.l10n.t('Changing lifecycle.yaml'));
    const subject = subjectOf(argument);
    if (subject?.path === undefined) return;
    const project = await pickProject(editor, subject);
    await requireReadable(project, subject.path);
    const only = [subject.path];
    const { entries, notes } = await withProgress(
      vscode.l10n.t('Looking at {0}', subject.path),
      (_report, signal) =>
        proposeManifest(project, { readParquet: readParquet(editor, signal), only, signal }),
    );
    if (entries.length === 0)
      throw failed(vscode.l10n.t('{0} makes no entry of its own.', subject.path), {
        ...(notes[0] !== undefined && { hint: notes[0] }),
      });
    await editManifest(project, (text) => withEntries(text, entries));
    await editor.projects.refresh();
  },
};

/** What no stage could read is not named in lifecycle.yaml. Throws `input`. */
async function requireReadable({ root }: Project, path: string): Promise<void> {
  if (!path.includes('*') && formatOf(path) === 'parquet')
    await requireWholeParquet(await insideFolder(root, path), path);
}
