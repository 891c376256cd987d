// `Copy Request`: a line for a terminal that asks a deployment for a prediction of one row as its version reads it.
import * as vscode from 'vscode';
import { failed } from '../../core/errors';
import { remedy } from '../../core/remedy';
import { exampleRequest } from '../../node/deploy/exampleRequest';
import { readDeploymentState } from '../../node/deploy/folder';
import { findVersion } from '../../node/registry/versionOf';
import { presentDone } from '../present';
import { subjectOf } from '../subject';
import type { Command } from './command';
import { pickName, pickProject } from './pick';

export const copyRequest: Command = {
  name: 'copyRequest',
  run: async (editor, argument) => {
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    const name = subject?.name ?? (await pickName(editor, project, 'deployments'));
    const state = await readDeploymentState(project.paths, name);
    if (!state)
      throw failed(vscode.l10n.t('{0} is not deployed.', name), {
        hint: vscode.l10n.t('Deploy it first.'),
        remedy: remedy('deploy', name),
      });
    const version = await findVersion(project.paths, `${state.model}@${state.version}`);
    await vscode.env.clipboard.writeText(await exampleRequest(project.paths, version, state.url));
    presentDone(vscode.l10n.t('Copied a request to {0}; paste it into a terminal.', name));
  },
};
