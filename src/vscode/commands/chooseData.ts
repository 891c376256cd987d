// Asking what a new model learns from: which data, which column of it, which answer counts. What is made of it stands in newModel.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import type { Profile } from '../../core/profile/profile';
import { likelyTargets } from '../../core/template/template';
import type { Project } from '../../node/project';
import { learnableData, type LearnableData } from '../../node/template/learnable';
import type { Editor } from '../editor';
import { foundIcon } from '../tree/icon';
import { asInTree, pick } from './pick';

/** A dataset of the manifest, or a data file that was found: `named`, else picked. Throws `failed` where there is neither. */
export async function pickData(
  editor: Editor,
  project: Project,
  named: string | undefined,
  options: { readonly isAsked?: boolean } = {},
): Promise<LearnableData> {
  const all = await learnableData(project);
  const chosen = all.find(({ name, isDeclared }) => isDeclared && name === named);
  if (chosen) return chosen;
  if (all.length === 0)
    throw failed(vscode.l10n.t('There is no data to learn from.'), {
      hint: vscode.l10n.t('Put a CSV, JSON or Parquet file into the workspace.'),
    });
  return pick(
    vscode.l10n.t('A new model: learn from which data?'),
    all.map((value) => ({
      ...(value.isDeclared
        ? { label: value.name, ...asInTree(editor, project, { kind: 'dataset', name: value.name }) }
        : { label: value.path, description: value.what ?? value.path, icon: foundIcon(value.path) }),
      value,
    })),
    options,
  );
}

/** Throws `failed` where no column can be predicted. */
export async function pickTarget(profile: Profile, { steps }: LearnableData): Promise<string> {
  const columns = likelyTargets(profile, steps);
  if (columns.length === 0)
    throw failed(vscode.l10n.t('No column of this data can be predicted.'), {
      hint: vscode.l10n.t('A target has at least two values that come back in other rows.'),
    });
  const choices = columns.map(({ name, kind, distinct, top }) => ({
    label: name,
    description: [
      kind,
      vscode.l10n.t('{0} values', distinct),
      top
        .slice(0, 3)
        .map(({ value }) => value)
        .join(', '),
    ].join(' · '),
    icon: 'target',
    value: name,
  }));
  return pick(vscode.l10n.t('Predict which column?'), choices);
}

export async function pickPositive(target: string, answers: readonly [string, string]): Promise<string> {
  return pick(
    vscode.l10n.t('Which value of {0} counts as positive?', target),
    answers.map((value) => ({ label: value, value, icon: 'symbol-boolean' })),
  );
}
