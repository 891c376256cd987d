// `lifecycle log [RUN] [--follow]`: the runs there are, or what one of them printed.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import type { RunEvent } from '../../core/run/run';
import { readLines } from '../../node/files/lines';
import { listRuns, readRun, type FoundRun } from '../../node/run/find';
import { runFiles } from '../../node/run/folder';
import { followLog } from '../../node/run/followLog';
import type { Session } from '../session';
import type { Answer, Verb } from '../verb';

export const log: Verb = (bind) =>
  new Command('log')
    .description('Lists the runs, or shows what one of them printed.')
    .argument('[run]', 'all runs when left out')
    .option('--follow', 'go on until the run ends', false)
    .action(
      bind(async (session, id: string | undefined, { follow }: { follow: boolean }) => {
        const project = await session.readableProject();
        if (id === undefined) return list(session, await listRuns(project));
        const run = await readRun(project, id);
        if (session.options.json) return { text: '', document: documentOf(run) };
        await print(session, run, follow);
        return { text: ended(session, await readRun(project, id)), document: null };
      }),
    );

function list(session: Session, runs: readonly FoundRun[]): Answer {
  return {
    text: runs.length > 0 ? runs.map((run) => session.present.run(run)).join('\n') : 'There are no runs yet.',
    document: runs.map(documentOf),
  };
}

/** How the run stands, and what it warned of: its command's output is long. */
const ended = ({ present }: Session, run: FoundRun) =>
  [present.run(run), ...run.state.warnings.map((text) => `  ${present.mark('warning')} ${text}`)].join('\n');

/** The command's output; of a run without a command, what it reported. */
async function print({ streams, signal }: Session, { folder }: FoundRun, follow: boolean): Promise<void> {
  const { log: file, events } = runFiles(folder);
  const write = (text: string | Buffer) =>
    new Promise<void>((resolve) => void streams.stdout.write(text, () => resolve()));
  if (follow) for await (const text of followLog(folder, signal)) await write(text);
  else if (await stat(file).catch(() => undefined))
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) await write(chunk);
  else
    for (const event of await readLines<RunEvent>(events))
      if (event.kind === 'progress') await write(`${event.at.slice(11, 19)}  ${event.message}\n`);
}

const documentOf = ({ record, state }: FoundRun) => ({ ...record, ...state });
