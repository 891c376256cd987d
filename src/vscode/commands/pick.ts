// Asking which one is meant: only where there is more than one, always by picking.
import * as vscode from 'vscode';
import type { CatalogNode, NodeKind } from '../../core/catalog/node';
import { cancelled, failed, wrongInput } from '../../core/errors';
import { remedy } from '../../core/remedy';
import { readRegistry } from '../../node/registry/read';
import { openProject, type Project } from '../../node/project';
import type { Editor } from '../editor';
import type { Subject } from '../subject';
import { nodeIcon } from '../tree/icon';

export interface Choice<T> {
  readonly label: string;
  readonly value: T;
  readonly description?: string;
  readonly icon?: string | vscode.ThemeIcon;
}

/** The only one without asking, unless `isAsked`. Throws `cancelled` where nothing is chosen. */
export async function pick<T>(
  title: string,
  choices: readonly Choice<T>[],
  { isAsked = false }: { readonly isAsked?: boolean } = {},
): Promise<T> {
  const [only] = choices;
  if (only && choices.length === 1 && !isAsked) return only.value;
  const items = choices.map(({ label, icon, description, value }) => ({
    label,
    ...(icon !== undefined && { iconPath: typeof icon === 'string' ? new vscode.ThemeIcon(icon) : icon }),
    ...(description !== undefined && { description }),
    value,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (!chosen) throw cancelled();
  return chosen.value;
}

/** The project of the subject's folder, else the one meant, as it is on disk now. Throws `failed` where no folder is open. */
export async function pickProject(editor: Editor, subject: Subject | undefined): Promise<Project> {
  const all = await editor.projects.known();
  const known = subject && all.find(({ folder }) => folder.uri.toString() === subject.folder);
  if (known) return openProject(known.project.root);
  if (all.length === 0)
    throw failed(vscode.l10n.t('No folder is open.'), {
      hint: vscode.l10n.t('Open the folder that holds your data and code.'),
    });
  const written = all.filter(({ project }) => project.hasManifest);
  const chosen = await pick(
    vscode.l10n.t('Which folder?'),
    (written.length > 0 ? written : all).map(({ folder, project }) => ({
      label: folder.name,
      description: folder.uri.fsPath,
      icon: 'root-folder',
      value: project,
    })),
  );
  return openProject(chosen.root);
}

type Section = 'datasets' | 'models' | 'deployments' | 'monitors';
const kinds = {
  datasets: 'dataset',
  models: 'model',
  deployments: 'deployment',
  monitors: 'monitor',
} as const satisfies Readonly<Record<Section, NodeKind>>;
const nouns = (): Readonly<Record<Section, string>> => ({
  datasets: vscode.l10n.t('dataset'),
  models: vscode.l10n.t('model'),
  deployments: vscode.l10n.t('deployment'),
  monitors: vscode.l10n.t('monitor'),
});

/** What the tree shows of something, as far as it knows it. */
export function asInTree(
  { projects }: Editor,
  project: Project,
  { kind, name, version }: { readonly kind: NodeKind; readonly name: string; readonly version?: number },
): Pick<Choice<unknown>, 'description' | 'icon'> {
  const key = version === undefined ? name : `${name}@${version}`;
  const unknown: CatalogNode = { id: '', kind, label: name, state: 'unknown', about: {}, children: [] };
  const node = projects.node(project, `${kind}:${key}`) ?? unknown;
  return {
    icon: nodeIcon(node),
    ...(node.description !== undefined && { description: node.description }),
  };
}

/** A name of the manifest's section. Throws `input` where it has none. */
export async function pickName(editor: Editor, project: Project, section: Section): Promise<string> {
  return pick(vscode.l10n.t('Which {0}?', nouns()[section]), choicesOf(editor, project, section));
}

/** One name, or all of them: undefined. */
export async function pickNames(
  editor: Editor,
  project: Project,
  section: Section,
): Promise<string | undefined> {
  const choices = choicesOf(editor, project, section);
  if (choices.length === 1) return choices[0]?.value;
  return pick<string | undefined>(vscode.l10n.t('Which {0}?', nouns()[section]), [
    { label: vscode.l10n.t('All'), value: undefined, icon: 'checklist' },
    ...choices,
  ]);
}

const choicesOf = (editor: Editor, project: Project, section: Section): readonly Choice<string>[] =>
  namesOf(project, section).map((name) => ({
    label: name,
    value: name,
    ...asInTree(editor, project, { kind: kinds[section], name }),
  }));

/** A version of the model, the newest first, with what was decided about it. Throws `failed` where none is registered. */
export async function pickVersion(
  editor: Editor,
  project: Project,
  model: string,
  title: string,
): Promise<number> {
  const { state } = await readRegistry(project.paths, model);
  const versions = state.versions.filter(({ version }) => !state.retired.includes(version)).reverse();
  if (versions.length === 0)
    throw failed(vscode.l10n.t('{0} has no version yet.', model), {
      hint: vscode.l10n.t('Train it, evaluate it and register the result first.'),
    });
  return pick(
    title,
    versions.map(({ version }) => ({
      label: `${model} ${version}`,
      value: version,
      ...asInTree(editor, project, { kind: 'version', name: model, version }),
    })),
  );
}

function namesOf(project: Project, section: Section): string[] {
  const names = Object.keys(project.manifest[section] ?? {});
  if (names.length > 0) return names;
  throw wrongInput(
    project.hasManifest
      ? vscode.l10n.t('lifecycle.yaml names no {0}.', nouns()[section])
      : vscode.l10n.t('There is no lifecycle.yaml in this folder.'),
    project.hasManifest
      ? { hint: vscode.l10n.t('Write it under {0}.', section) }
      : { hint: vscode.l10n.t('Create it first.'), remedy: remedy('init') },
  );
}
