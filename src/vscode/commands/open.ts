// `Lifecycle: Open`: the panel, or the file, of what was chosen.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import { readRun } from '../../node/run/find';
import type { Editor } from '../editor';
import { commandIds } from '../ids';
import { nameIn, subjectOf, type Subject } from '../subject';
import { isDataFile } from '../tree/tokens';
import type { Command } from './command';
import { pick, pickProject, type Choice } from './pick';

export const open: Command = {
  name: 'open',
  run: async (editor, argument) => {
    const subject = subjectOf(argument) ?? (await pick(vscode.l10n.t('Open what?'), await choices(editor)));
    await openSubject(editor, subject);
  },
};

async function openSubject(editor: Editor, subject: Subject): Promise<void> {
  const { folder, kind, line, path, run, version } = subject;
  if (line !== undefined && (path === undefined || path === 'lifecycle.yaml')) return openManifest(subject);
  if (run !== undefined)
    return editor.showLog((await readRun(await pickProject(editor, subject), run)).folder);
  const dataset = nameIn(subject, 'datasets');
  if (dataset !== undefined) return editor.panels.show({ kind: 'dataset', folder, name: dataset });
  const deployment = nameIn(subject, 'deployments');
  if (deployment !== undefined && kind !== 'deployment' && kind !== 'endpoint')
    return editor.panels.show({ kind: 'monitor', folder, name: deployment });
  const model = nameIn(subject, 'models');
  if (model !== undefined && version !== undefined)
    return openFile(folder, `.lifecycle/registry/${model}/${version}/card.md`);
  if (path !== undefined && isDataFile(path)) return editor.panels.show({ kind: 'file', folder, path });
  return path === undefined ? openManifest(subject) : openFile(folder, path);
}

async function openManifest(subject: Subject): Promise<void> {
  await vscode.commands.executeCommand(commandIds.openManifest, subject);
}

async function openFile(folder: string, path: string): Promise<void> {
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(folder), path);
  await vscode.commands.executeCommand(path.endsWith('.md') ? 'markdown.showPreview' : 'vscode.open', uri);
}

async function choices(editor: Editor): Promise<Choice<Subject>[]> {
  const all = await editor.projects.known();
  const found = all.flatMap(({ folder, project }) => {
    const entry =
      (kind: 'dataset' | 'monitor', icon: string) =>
      (name: string): Choice<Subject> => ({
        label: name,
        description: [kind, all.length > 1 ? folder.name : ''].filter(Boolean).join(' · '),
        icon,
        value: { kind, folder: folder.uri.toString(), name },
      });
    return [
      ...Object.keys(project.manifest.datasets ?? {}).map(entry('dataset', 'database')),
      ...Object.keys(project.manifest.monitors ?? {}).map(entry('monitor', 'pulse')),
    ];
  });
  if (found.length > 0) return found;
  throw failed(vscode.l10n.t('There is nothing to open.'), {
    hint: vscode.l10n.t('Name a dataset in lifecycle.yaml, or open a data file from the explorer.'),
  });
}
