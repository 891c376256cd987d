// `Lifecycle: Open`: the panel, or the file, of what was chosen.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import type { Editor } from '../editor';
import { subjectOf, type Subject } from '../subject';
import type { Command } from './command';
import { pick, type Choice } from './pick';

export const open: Command = {
  name: 'open',
  run: async (editor, argument) => {
    const subject = subjectOf(argument) ?? (await pick(vscode.l10n.t('Open what?'), choices(editor)));
    await openSubject(editor, subject);
  },
};

async function openSubject(editor: Editor, subject: Subject): Promise<void> {
  const { kind, folder, name, path } = subject;
  if (kind === 'dataset' || kind === 'monitor') return editor.panels.show({ kind, folder, name });
  if (kind === 'alert') return editor.panels.show({ kind: 'monitor', folder, name });
  if (path === undefined) return;
  if (/\.(csv|tsv|json|jsonl|ndjson|parquet)$/i.test(path))
    return editor.panels.show({ kind: 'file', folder, path });
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(folder), path);
  await vscode.commands.executeCommand(path.endsWith('.md') ? 'markdown.showPreview' : 'vscode.open', uri);
}

function choices(editor: Editor): Choice<Subject>[] {
  const all = editor.projects.all();
  const found = all.flatMap(({ folder, project }) => {
    const entry = (kind: 'dataset' | 'monitor', icon: string) => (name: string) => ({
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
