// Commands that are a stage of the lifecycle: which name they are about, and what the stage is asked. One verb a file beside this one.
import * as vscode from 'vscode';
import { servedBy } from '../../core/manifest/served';
import type { StageName } from '../../core/run/run';
import type { Project } from '../../node/project';
import type { Editor } from '../editor';
import type { PanelTarget } from '../panels';
import type { Offer } from '../present';
import { nameIn, subjectOf, type Subject } from '../subject';
import type { Command } from './command';
import { pickName, pickNames, pickProject, pickVersion } from './pick';
import { runStage } from './runStage';

/** A stage over datasets: one, or all. */
export function datasetVerb(stage: StageName, doing: (what: string) => string): Command {
  return {
    name: stage,
    run: async (editor, argument) => {
      const subject = subjectOf(argument);
      const project = await pickProject(editor, subject);
      const name = nameIn(subject, 'datasets') ?? (await pickNames(editor, project, 'datasets'));
      await runStage(editor, {
        project,
        stage,
        request: name === undefined ? {} : { names: [name] },
        title: doing(name ?? vscode.l10n.t('all datasets')),
        ...(name !== undefined && {
          look: opener(editor, { kind: 'dataset', folder: editor.projects.folderOf(project), name }),
        }),
      });
    },
  };
}

/** A stage over one model. `use`: what can be done with what it made. */
export function modelVerb(
  stage: StageName,
  doing: (model: string) => string,
  use?: (editor: Editor, project: Project, model: string) => Promise<Offer | undefined>,
): Command {
  return {
    name: stage,
    run: async (editor, argument) => {
      const subject = subjectOf(argument);
      const project = await pickProject(editor, subject);
      const model = modelIn(subject, project) ?? (await pickName(editor, project, 'models'));
      await runStage(editor, {
        project,
        stage,
        request: { model },
        title: doing(model),
        ...(use && { use: () => use(editor, project, model) }),
      });
    },
  };
}

/** The model itself, or the one that a deployment and its alerts are about. */
function modelIn(subject: Subject | undefined, { manifest }: Project): string | undefined {
  const deployment = nameIn(subject, 'deployments');
  const served = deployment === undefined ? undefined : servedBy(manifest, deployment);
  return nameIn(subject, 'models') ?? served?.model;
}

export interface ChosenVersion {
  readonly project: Project;
  readonly model: string;
  readonly version: number;
}

/** The version that a command is about. `ask`: the question, where it has to be picked. */
export async function chooseVersion(
  editor: Editor,
  argument: unknown,
  ask: (model: string) => string,
): Promise<ChosenVersion> {
  const subject = subjectOf(argument);
  const project = await pickProject(editor, subject);
  const model = nameIn(subject, 'models') ?? (await pickName(editor, project, 'models'));
  return {
    project,
    model,
    version: subject?.version ?? (await pickVersion(editor, project, model, ask(model))),
  };
}

/** A button that opens a panel. */
export const opener = (editor: Editor, target: PanelTarget): Offer => ({
  title: vscode.l10n.t('Open'),
  run: () => editor.panels.show(target),
});
