// `Lifecycle: New Model from Template`: a training script for the data that is here, and its entry in lifecycle.yaml.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { addDataset, addModel, setRequirements } from '../../core/manifest/edit';
import { fillTemplate, templateFacts } from '../../core/template/template';
import { writeAtomic } from '../../node/files/atomic';
import { insideFolder } from '../../node/files/inside';
import type { Project } from '../../node/project';
import { profileRequest } from '../../protocol/worker';
import type { Editor } from '../editor';
import { editManifest } from '../editManifest';
import { withProgress } from '../progress';
import { nameIn, subjectOf } from '../subject';
import { requireTrust } from '../trust';
import { pickData, pickPositive, pickTarget } from './chooseData';
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

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
