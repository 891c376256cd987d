// What a next step would have a person write into lifecycle.yaml: shown as a difference, written when the person says so.
import * as vscode from 'vscode';
import { putPasted } from '../../core/manifest/edit';
import type { Paste } from '../../core/manifest/paste';
import { applied } from '../../core/manifest/proposal';
import { editManifest, manifestText } from '../editManifest';
import type { Editor } from '../editor';
import type { Subject } from '../subject';
import { requireTrust } from '../trust';
import { pickProject } from './pick';

export async function proposePaste(editor: Editor, subject: Subject, paste: Paste): Promise<void> {
  requireTrust(vscode.l10n.t('Changing lifecycle.yaml'));
  const project = await pickProject(editor, subject);
  const before = await manifestText(project);
  const after = putPasted(before, paste);
  const isWanted = await editor.proposals.ask({
    file: project.paths.manifest,
    title: vscode.l10n.t('lifecycle.yaml (proposed)'),
    before,
    after,
    question: vscode.l10n.t('Add what is proposed to lifecycle.yaml?'),
  });
  if (!isWanted) return;
  await editManifest(project, (text) => applied(text, { before, after }));
  await editor.projects.refresh();
}
