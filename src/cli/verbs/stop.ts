// `lifecycle stop [RUN or DEPLOYMENT]`.
import { Command } from 'commander';
import { failed } from '../../core/errors';
import { subjectsOf } from '../../core/run/about';
import { isRunId } from '../../core/run/id';
import { stopDeployment as stopServer } from '../../node/deploy/stop';
import { readRun, type FoundRun } from '../../node/run/find';
import { stoppableRuns, stopRun } from '../../node/run/stop';
import { symbols } from '../present';
import type { Project } from '../../node/project';
import type { Session } from '../session';
import type { Answer, Verb } from '../verb';

export const stop: Verb = (bind) =>
  new Command('stop')
    .description('Stops a run and everything it started, or what runs for a deployment.')
    .argument('[what]', 'a run, a deployment, or what a run under way is about; the only run when left out')
    .action(bind(stopOne));

async function stopOne(session: Session, id: string | undefined): Promise<Answer> {
  const project = await session.readableProject();
  const isDeployment = id !== undefined && Object.hasOwn(project.manifest.deployments ?? {}, id);
  if (isDeployment && !isRunId(id)) return stopDeployment(session, project, id);
  const run = await runToStop(project, id);
  const { status } = await stopRun(run.folder, 'lifecycle stop');
  const { record, state } = run;
  const what = [record.stage, record.name, record.id].filter(Boolean).join(' ');
  const left = state.status === 'lost' ? ': what its lost runner had left at work was ended' : '';
  return {
    text:
      status === 'stopped'
        ? `${symbols.yes} Stopped ${what}${left}.`
        : `${symbols.unchanged} ${what} had ended before (${status}).`,
    document: { run: record.id, status },
  };
}

/** By its id, or by the entry of lifecycle.yaml that it is about. */
async function runToStop(project: Project, what: string | undefined): Promise<FoundRun> {
  if (what !== undefined && isRunId(what)) return readRun(project, what);
  const running = await stoppableRuns(project);
  if (what === undefined) return only(running, Object.keys(project.manifest.deployments ?? {}));
  const about = running.filter(({ record }) => subjectsOf(record)?.includes(what));
  return about.length > 0 ? only(about) : readRun(project, what);
}

async function stopDeployment({ signal }: Session, project: Project, name: string): Promise<Answer> {
  const hasStopped = await stopServer(project.paths, name, signal);
  return {
    text: hasStopped ? `${symbols.yes} Stopped ${name}.` : `${symbols.unchanged} ${name} had ended before.`,
    document: { deployment: name, status: 'stopped' },
  };
}

function only(running: readonly FoundRun[], deployments: readonly string[] = []): FoundRun {
  const [first, ...others] = running;
  if (!first)
    throw failed('No run is under way.', {
      ...(deployments.length > 0 && { hint: `A server is stopped by its name: ${deployments.join(', ')}.` }),
    });
  if (others.length > 0)
    throw failed('Several runs are running.', {
      hint: `Name one of them:\n${running.map(({ record }) => [record.id, record.stage, record.name].filter(Boolean).join('  ')).join('\n')}`,
    });
  return first;
}
