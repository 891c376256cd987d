// A step's own command: how it is started, what is recorded of it, and the rows it made.
import { join } from 'node:path';
import { copyFile, rm, stat } from 'node:fs/promises';
import type { PreparingRun } from '../../core/dataset/version';
import { failed } from '../../core/errors';
import type { MadeTable } from '../../core/prepare/engine';
import { milliseconds } from '../clock';
import type { Database } from '../duckdb/engine';
import { literal } from '../duckdb/quote';
import type { Project } from '../project';
import { noPython } from '../python/describe';
import type { StageReport } from '../stage';
import { codeFacts } from '../train/code';
import { inherited, locateProgram, parseCommand, pythonFor } from '../train/command';
import { runScript } from '../train/script';
import { describeQuery } from './engine';

export interface Preparing {
  readonly project: Project;
  readonly name: string;
  /** Absolute: the folder that the version is built in, the only one that the database reads and writes. */
  readonly folder: string;
  readonly report: (event: StageReport) => void;
  readonly signal: AbortSignal;
}

export interface RunRows extends MadeTable {
  readonly record: PreparingRun;
}

/** Gives the rows of `query` to the command and reads those that it writes. Throws `failed` where it fails or writes none. */
export async function runOnRows(
  database: Database,
  { command, query, step }: { readonly command: string; readonly query: string; readonly step: number },
  { project, name, folder, report, signal }: Preparing,
): Promise<RunRows> {
  const named = (what: string) => `run-${String(step + 1)}${what}`;
  const input = join(folder, named('-input.parquet'));
  const output = join(folder, named('-output.parquet'));
  report({ kind: 'progress', message: `Writing the rows for ${command}` });
  await database.run(`COPY (${query}) TO ${literal(input)} (FORMAT parquet, COMPRESSION zstd)`);
  const own = { LIFECYCLE_INPUT: input, LIFECYCLE_OUTPUT: output, PYTHONUNBUFFERED: '1' };
  const parsed = parseCommand(command, { ...process.env, ...own });
  const python = await pythonFor(project, parsed, {
    report: (message) => report({ kind: 'progress', message }),
    signal,
  });
  const env: NodeJS.ProcessEnv = { ...inherited(python?.environment.python), ...own };
  const program = await locateProgram(project, parsed, python, env['PATH']);
  const { code } = await codeFacts(project, parsed.args, signal);
  report({ kind: 'progress', message: `Running ${command}` });
  const started = milliseconds();
  // Beside the versions, so that it is there to be read where the command fails and no version comes of it.
  const log = project.paths.datasets(name, named('.log'));
  await rm(log, { force: true });
  await runScript({
    command,
    program,
    args: parsed.args,
    cwd: project.root,
    env,
    log,
    report,
    signal,
  });
  await copyFile(log, join(folder, named('.log')));
  const record: PreparingRun = {
    step,
    command,
    code,
    environment: python?.environment ?? noPython,
    log: named('.log'),
    seconds: (milliseconds() - started) / 1000,
  };
  return { ...(await written(database, output, command)), record };
}

/** What commands were given and wrote, once nothing reads it any more. */
export async function removeRunRows(folder: string, runs: readonly PreparingRun[]): Promise<void> {
  for (const { step } of runs)
    for (const what of ['input', 'output'])
      await rm(join(folder, `run-${String(step + 1)}-${what}.parquet`), { force: true });
}

async function written(database: Database, file: string, command: string): Promise<MadeTable> {
  const isThere = await stat(file).then(
    (info) => info.isFile(),
    () => false,
  );
  if (!isThere)
    throw failed(`${command} ended well, but wrote no rows.`, {
      hint: 'Write them as Parquet to the file that the variable LIFECYCLE_OUTPUT names.',
    });
  const from = `read_parquet(${literal(file)}, file_row_number = true)`;
  const columns = await describeQuery(database, `SELECT * FROM read_parquet(${literal(file)})`).catch(
    (cause: unknown) => {
      throw failed(`What ${command} wrote cannot be read as Parquet.`, { cause });
    },
  );
  return { from, row: 'file_row_number', columns };
}
