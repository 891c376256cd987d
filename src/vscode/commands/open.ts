// `Lifecycle: Open`: the panel, or the file, of what was chosen.
import * as vscode from 'vscode';
import type { CatalogFacts } from '../../core/catalog/facts';
import { joined } from '../../core/catalog/format';
import type { NodeKind } from '../../core/catalog/node';
import { failed } from '../../core/errors';
import { bytes as size } from '../../core/figures';
import { places } from '../../core/places';
import { readRun } from '../../node/run/find';
import { cardAddress } from '../cards';
import type { Editor } from '../editor';
import { commandIds } from '../ids';
import { nameIn, subjectOf, type Subject } from '../subject';
import { foundIcon } from '../tree/icon';
import { shownText } from '../tree/shown';
import type { Command } from './command';
import { asInTree, pick, pickProject, type Choice } from './pick';

export const open: Command = {
  name: 'open',
  run: async (editor, argument) => {
    const subject = subjectOf(argument) ?? (await pick(vscode.l10n.t('Open what?'), await choices(editor)));
    await openSubject(editor, subject);
  },
};

async function openSubject(editor: Editor, subject: Subject): Promise<void> {
  const { folder, kind, line, path, run, version } = subject;
  if (line !== undefined && (path === undefined || path === places.manifest)) return openManifest(subject);
  if (run !== undefined)
    return editor.showLog((await readRun(await pickProject(editor, subject), run)).folder);
  if (nameIn(subject, 'deployments') !== undefined && !(await isWatched(editor, subject)))
    return kind === 'endpoint' ? showServerLog(subject) : openManifest(subject);
  if (editor.panels.showSubject(subject)) return;
  const model = nameIn(subject, 'models');
  if (model !== undefined && version !== undefined)
    return showPreview(cardAddress({ folder, model, version }));
  return path === undefined ? openManifest(subject) : openFile(folder, path);
}

async function isWatched(editor: Editor, subject: Subject): Promise<boolean> {
  const { manifest } = await pickProject(editor, subject);
  return manifest.monitors?.[subject.name ?? ''] !== undefined;
}

/** What the server of an endpoint printed. */
async function showServerLog(subject: Subject): Promise<void> {
  await vscode.commands.executeCommand(commandIds.log, subject);
}

async function openManifest(subject: Subject): Promise<void> {
  await vscode.commands.executeCommand(commandIds.openManifest, subject);
}

async function openFile(folder: string, path: string): Promise<void> {
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(folder), path);
  await (path.endsWith('.md') ? showPreview(uri) : vscode.commands.executeCommand('vscode.open', uri));
}

async function showPreview(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}

/** Each alone: of many files of a name there is no panel that shows all. */
const foundData = ({ found }: CatalogFacts) =>
  found.files
    .filter(({ kind }) => kind === 'data')
    .flatMap(({ path, bytes, what, members = [{ path, bytes }] }) =>
      members.map((file) =>
        shownFile(file.path, joined(what, file.bytes === undefined ? undefined : size(file.bytes))),
      ),
    );

const shownFile = (path: string, description: string) => ({
  path,
  ...shownText({ kind: 'found', label: path, description, about: { path } }),
});

async function choices(editor: Editor): Promise<Choice<Subject>[]> {
  const all = await editor.projects.known();
  const found = all.flatMap(({ folder, project, facts }) => {
    const place = all.length > 1 ? folder.name : undefined;
    const address = folder.uri.toString();
    const choice = (
      subject: Pick<Subject, 'version'> & { readonly kind: NodeKind; readonly name: string },
      what: string,
    ): Choice<Subject> => {
      const { description, ...shown } = asInTree(editor, project, subject);
      return {
        ...shown,
        label: subject.version === undefined ? subject.name : `${subject.name} ${subject.version}`,
        description: joined(what, description, place),
        value: { ...subject, folder: address },
      };
    };
    const { datasets = {}, models = {}, monitors = {} } = project.manifest;
    return [
      ...Object.keys(datasets).map((name) => choice({ kind: 'dataset', name }, vscode.l10n.t('dataset'))),
      ...Object.keys(monitors).map((name) => choice({ kind: 'monitor', name }, vscode.l10n.t('monitor'))),
      ...Object.keys(models).map((name) => choice({ kind: 'model', name }, vscode.l10n.t('model'))),
      ...facts.registries.flatMap(({ versions }) =>
        [...versions]
          .reverse()
          .map(({ model, version }) =>
            choice({ kind: 'version', name: model, version }, vscode.l10n.t('version')),
          ),
      ),
      ...foundData(facts).map(({ path, label, description }) => ({
        label,
        description: joined(description, place),
        icon: foundIcon(path),
        value: { kind: 'found' as const, path, folder: address },
      })),
    ];
  });
  if (found.length > 0) return found;
  throw failed(vscode.l10n.t('There is nothing to open.'), {
    hint: vscode.l10n.t(
      'Put a CSV, JSON or Parquet file into the workspace, or name a dataset in lifecycle.yaml.',
    ),
  });
}
