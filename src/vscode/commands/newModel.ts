// `Lifecycle: New Model from Template`: a training script for the data that is here, and its entry in lifecycle.yaml.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { cancelled } from '../../core/errors';
import { startingText } from '../../core/manifest/edit';
import { freeName } from '../../core/manifest/freeName';
import { templateFacts } from '../../core/template/template';
import { createModel } from '../../node/template/createModel';
import { templateNames } from '../../node/template/templates';
import { editManifest, manifestText } from '../editManifest';
import { withProgress } from '../progress';
import { readParquet } from '../readParquet';
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
    const template = await pickTemplate();
    // A second model is rarely what a click beside the first one is for: nothing is written without a question.
    const isAsked = Object.keys(project.manifest.models ?? {}).length > 0;
    const data = await pickData(editor, project, nameIn(subject, 'datasets'), { isAsked });
    const { files, profile } = await withProgress(
      vscode.l10n.t('Looking at {0}', data.path),
      async (_report, signal) => {
        const { root } = project;
        const { name, path, source, encoding, sheet, table } = data;
        const place = { root, name, path, encoding, sheet, table, ...(source !== undefined && { source }) };
        const found = data.prepared
          ? [await editor.worker.ask('prepared', { root, name }, signal)]
          : await editor.worker.ask('files', place, signal);
        return { files: found, profile: await editor.worker.ask('profile', { files: found }, signal) };
      },
    );
    const target = data.target ?? (await pickTarget(profile, data));
    const facts = templateFacts(profile, target, data);
    const positive = data.positive ?? (facts.answers && (await pickPositive(target, facts.answers)));
    const { script } = await createModel({
      project,
      name: freeName(data.name, Object.keys(project.manifest.models ?? {})),
      template,
      data,
      files,
      facts,
      readParquet: readParquet(editor, new AbortController().signal),
      ...(positive !== undefined && { positive }),
      propose: async ({ script: planned, requirements, change }) => {
        const before = await manifestText(project);
        const isWanted = await editor.proposals.ask({
          file: project.paths.manifest,
          title: vscode.l10n.t('lifecycle.yaml (proposed)'),
          before,
          after: change(startingText(before)),
          question:
            requirements === undefined
              ? vscode.l10n.t('Write {0} and add its model to lifecycle.yaml?', planned)
              : vscode.l10n.t(
                  'Write {0} and {1}, and add the model to lifecycle.yaml?',
                  planned,
                  requirements,
                ),
        });
        if (!isWanted) throw cancelled();
      },
      editManifest: (change) => editManifest(project, change),
    });
    await vscode.window.showTextDocument(vscode.Uri.file(join(project.root, script)), {
      viewColumn: vscode.ViewColumn.Beside,
    });
    await editor.projects.refresh();
  },
};

async function pickTemplate(): Promise<string> {
  const descriptions: Readonly<Record<string, string>> = {
    'scikit-learn': vscode.l10n.t('a linear model or a forest over columns of numbers and texts'),
  };
  return pick(
    vscode.l10n.t('Which template?'),
    (await templateNames()).map((name) => ({
      label: name,
      description: descriptions[name] ?? '',
      icon: 'file-code',
      value: name,
    })),
  );
}
