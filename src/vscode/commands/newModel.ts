// `Lifecycle: New Model from Template`: a training script for the data that is here, and its entry in lifecycle.yaml.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import { addDataset, addModel, setRequirements } from '../../core/manifest/edit';
import type { Profile } from '../../core/profile/profile';
import { fillTemplate, possibleTargets, templateFacts } from '../../core/template/template';
import { gatherFound } from '../../node/catalog/found';
import { writeAtomic } from '../../node/files/atomic';
import { insideFolder } from '../../node/files/inside';
import type { Project } from '../../node/project';
import { profileRequest } from '../../protocol/worker';
import type { Editor } from '../editor';
import { editManifest } from '../editManifest';
import { withProgress } from '../progress';
import { nameIn, subjectOf } from '../subject';
import { requireTrust } from '../trust';
import type { Command } from './command';
import { pick, pickProject } from './pick';

export const newModel: Command = {
  name: 'newModel',
  run: async (editor, argument) => {
    requireTrust(vscode.l10n.t('Making a model from a template'));
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    const template = await pickTemplate(editor);
    const data = await pickData(project, nameIn(subject, 'datasets'));
    const profile = await withProgress(vscode.l10n.t('Looking at {0}', data.path), async (_report, signal) =>
      editor.worker.ask(profileRequest, { files: [await insideFolder(project.root, data.path)] }, signal),
    );
    const target = data.target ?? (await pickTarget(profile));
    const facts = templateFacts(profile, target, data);
    const positive = data.positive ?? (facts.answers && (await pickPositive(target, facts.answers)));
    const script = await freeFile(project, 'train', 'py');
    const name = freeName(project, data.name);
    await writeAtomic(
      join(project.root, script),
      fillTemplate(await readFile(join(template, 'train.py'), 'utf8'), facts),
    );
    const requirements = await ownRequirements(project, template);
    await editManifest(project, (text) => {
      const withData = addDataset(text, data.name, {
        path: data.path,
        target,
        ...(positive !== undefined && { positive }),
        ...(!data.isSplit && { split: { by: 'order', train: 0.8, validation: 0.1, test: 0.1 } }),
      });
      const withModel = addModel(withData, name, {
        dataset: data.name,
        task: facts.task,
        train: `python ${script}`,
        params: { algorithm: 'linear', strength: 1 },
      });
      return requirements === undefined ? withModel : setRequirements(withModel, requirements);
    });
    await vscode.window.showTextDocument(vscode.Uri.file(join(project.root, script)), {
      viewColumn: vscode.ViewColumn.Beside,
    });
    await editor.projects.refresh();
  },
};

/** The folder of the template. */
async function pickTemplate({ context }: Editor): Promise<string> {
  const folder = context.asAbsolutePath(join('media', 'templates'));
  const names = await readdir(folder);
  const descriptions: Readonly<Record<string, string>> = {
    'scikit-learn': vscode.l10n.t('a linear model or a forest over columns of numbers and texts'),
  };
  return pick(
    vscode.l10n.t('Which template?'),
    names.map((name) => ({
      label: name,
      description: descriptions[name] ?? '',
      icon: 'file-code',
      value: join(folder, name),
    })),
  );
}

interface ChosenData {
  readonly name: string;
  readonly path: string;
  readonly target?: string;
  readonly positive?: string | number | boolean;
  readonly key?: string;
  readonly time?: string;
  readonly isSplit: boolean;
}

/** A dataset of the manifest, or a data file that was found. Throws `failed` where there is neither. */
async function pickData(project: Project, named: string | undefined): Promise<ChosenData> {
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
      value: { name: nameOf(path), path, isSplit: false } satisfies ChosenData,
    }));
  if (known.length + files.length === 0)
    throw failed(vscode.l10n.t('There is no data to learn from.'), {
      hint: vscode.l10n.t('Put a CSV, JSON or Parquet file into the workspace.'),
    });
  return pick<ChosenData>(vscode.l10n.t('Learn from which data?'), [...known, ...files]);
}

/** Throws `failed` where no column can be predicted. */
async function pickTarget(profile: Profile): Promise<string> {
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

async function pickPositive(target: string, answers: readonly [string, string]): Promise<string> {
  return pick(
    vscode.l10n.t('Which answer of {0} is the one that is looked for?', target),
    answers.map((value) => ({ label: value, value, icon: 'symbol-boolean' })),
  );
}

/** `requirements.txt`, written where there is none; undefined where the manifest names one already. */
async function ownRequirements(project: Project, template: string): Promise<string | undefined> {
  if (project.manifest.python?.requirements !== undefined) return undefined;
  const name = 'requirements.txt';
  const file = join(project.root, name);
  if (!(await exists(file))) await writeAtomic(file, await readFile(join(template, name)));
  return name;
}

/** `train.py`, or `train_2.py` where that is taken. */
async function freeFile({ root }: Project, stem: string, ending: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${stem}.${ending}` : `${stem}_${number}.${ending}`;
    if (!(await exists(join(root, name)))) return name;
  }
}

function freeName({ manifest }: Project, wanted: string): string {
  const taken = Object.keys(manifest.models ?? {});
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** `data/Bank calls.csv` is `bank-calls`. */
function nameOf(path: string): string {
  const stem =
    path
      .split('/')
      .at(-1)
      ?.replace(/\.\w+$/, '') ?? '';
  const name = stem
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '');
  return name === '' ? 'data' : name;
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
