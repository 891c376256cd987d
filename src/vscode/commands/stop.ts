// `Lifecycle: Stop`: a run that goes on, or the server of a deployment.
import * as vscode from 'vscode';
import { readDeploymentState } from '../../node/deploy/folder';
import { stopDeployment } from '../../node/deploy/stop';
import { isThere } from '../../node/deploy/targets';
import type { Project } from '../../node/project';
import { readRun } from '../../node/run/find';
import { stoppableRuns, stopRun } from '../../node/run/stop';
import { presentDone } from '../present';
import { withProgress } from '../progress';
import { nameIn, subjectOf } from '../subject';
import { kindIcons } from '../tree/icon';
import { requireTrust } from '../trust';
import type { Command } from './command';
import { pick, pickProject, type Choice } from './pick';
import { runChoice } from './runChoice';

export const stop: Command = {
  name: 'stop',
  run: async (editor, argument) => {
    requireTrust(vscode.l10n.t('Stopping what runs'));
    const subject = subjectOf(argument);
    const project = await pickProject(editor, subject);
    const deployment = nameIn(subject, 'deployments');
    if (subject?.run !== undefined) await stopRun((await readRun(project, subject.run)).folder, by);
    else if (deployment !== undefined) await stopServer(project, deployment);
    else await choose(project);
    await editor.projects.refresh();
  },
};

const by = 'Lifecycle: Stop';

/** The only run is stopped without asking; a server that people may be using is not. */
async function choose(project: Project): Promise<void> {
  const servers = await liveServers(project);
  const runs = (await stoppableRuns(project)).map((run): Choice<() => Promise<unknown>> => ({
    ...runChoice(run),
    value: () => stopRun(run.folder, by),
  }));
  const choices = [...runs, ...servers];
  if (choices.length === 0) {
    presentDone(vscode.l10n.t('Nothing is running.'));
    return;
  }
  const isAsked = servers.length > 0;
  await (
    await pick(vscode.l10n.t('Stop what?'), choices, { isAsked })
  )();
}

async function liveServers({ manifest, paths }: Project): Promise<Choice<() => Promise<unknown>>[]> {
  const names = Object.keys(manifest.deployments ?? {});
  const states = await Promise.all(
    names.map(async (name) => ({ name, state: await readDeploymentState(paths, name) })),
  );
  return states.flatMap(({ name, state }) =>
    state && state.stoppedAt === undefined && isThere(paths, state) !== false
      ? [
          {
            label: name,
            description: `${state.model}@${state.version} · ${state.url}`,
            icon: kindIcons.deployment,
            value: () => stopServer({ manifest, paths }, name),
          },
        ]
      : [],
  );
}

async function stopServer({ paths }: Pick<Project, 'manifest' | 'paths'>, name: string): Promise<void> {
  const hasStopped = await withProgress(vscode.l10n.t('Stopping {0}', name), (_report, signal) =>
    stopDeployment(paths, name, signal),
  );
  presentDone(
    hasStopped
      ? vscode.l10n.t('{0} is stopped: nothing answers there until it is deployed again.', name)
      : vscode.l10n.t('{0} had ended before.', name),
  );
}
