// `lifecycle stop [RUN]`.
import { Command } from 'commander';
import { failed } from '../../core/errors';
import { hasEnded } from '../../core/run/state';
import { listRuns, readRun, type FoundRun } from '../../node/run/find';
import { stopRun } from '../../node/run/stop';
import { symbols } from '../present';
import type { Session } from '../session';
import type { Answer, Verb } from '../verb';

export const stop: Verb = (bind) =>
  new Command('stop')
    .description('Stops a run and everything it started.')
    .argument('[run]', 'the only one that is running when left out')
    .action(bind(stopOne));

async function stopOne(session: Session, id: string | undefined): Promise<Answer> {
  const project = await session.readableProject();
  const run = id === undefined ? onlyRunning(await listRuns(project)) : await readRun(project, id);
  const { status } = await stopRun(run.folder, 'lifecycle stop');
  const { record } = run;
  const what = [record.stage, record.name, record.id].filter(Boolean).join(' ');
  return {
    text:
      status === 'stopped'
        ? `${symbols.yes} Stopped ${what}.`
        : `${symbols.unchanged} ${what} had ended before (${status}).`,
    document: { run: record.id, status },
  };
}

function onlyRunning(runs: readonly FoundRun[]): FoundRun {
  const running = runs.filter(({ state, record }) => !hasEnded(state.status) && record.parent === undefined);
  const [only, ...others] = running;
  if (!only) throw failed('Nothing is running.');
  if (others.length > 0)
    throw failed('Several runs are running.', {
      hint: `Name one of them:\n${running.map(({ record }) => [record.id, record.stage, record.name].filter(Boolean).join('  ')).join('\n')}`,
    });
  return only;
}
