// Asking what a new model learns from: which data, which column of it, which answer counts. What is made of it stands in newModel.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import { datasetName } from '../../core/manifest/propose';
import type { Profile } from '../../core/profile/profile';
import { possibleTargets } from '../../core/template/template';
import { gatherFound } from '../../node/catalog/found';
import type { Project } from '../../node/project';
import { pick } from './pick';

export interface ChosenData {
  readonly name: string;
  readonly path: string;
  readonly target?: string;
  readonly positive?: string | number | boolean;
  readonly key?: string;
  readonly time?: string;
  readonly isSplit: boolean;
}

/** A dataset of the manifest, or a data file that was found. Throws `failed` where there is neither. */
export async function pickData(project: Project, named: string | undefined): Promise<ChosenData> {
  const datasets = Object.entries(project.manifest.datasets ?? {});
  const known = datasets.map(([name, { path, target, positive, key, time, split }]) => ({
    label: name,
    description: path,
    icon: 'database',
    value: {
      name,
      path,
      ...(target !== undefined && { target }),
      ...(positive !== undefined && { positive }),
      ...(key !== undefined && { key }),
      ...(time !== undefined && { time: time.column }),
      isSplit: split !== undefined,
    } satisfies ChosenData,
  }));
  const chosen = known.find(({ label }) => label === named);
  if (chosen) return chosen.value;
  const { files: found } = await gatherFound(project);
  const files = found
    .filter(({ kind, path }) => kind === 'data' && !path.includes('*'))
    .map(({ path, what }) => ({
      label: path,
      description: what,
      icon: 'table',
      value: { name: datasetName(path), path, isSplit: false } satisfies ChosenData,
    }));
  if (known.length + files.length === 0)
    throw failed(vscode.l10n.t('There is no data to learn from.'), {
      hint: vscode.l10n.t('Put a CSV, JSON or Parquet file into the workspace.'),
    });
  return pick<ChosenData>(vscode.l10n.t('Learn from which data?'), [...known, ...files]);
}

/** Throws `failed` where no column can be predicted. */
export async function pickTarget(profile: Profile): Promise<string> {
  const columns = possibleTargets(profile);
  if (columns.length === 0)
    throw failed(vscode.l10n.t('No column of this data can be predicted.'), {
      hint: vscode.l10n.t('A target has at least two values that come back in other rows.'),
    });
  const choices = [...columns].reverse().map(({ name, kind, distinct, top }) => ({
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
    vscode.l10n.t('Which answer of {0} is the one that is looked for?', target),
    answers.map((value) => ({ label: value, value, icon: 'symbol-boolean' })),
  );
}
