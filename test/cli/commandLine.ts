// Runs the command line inside the test's process and collects what it writes.
import { PassThrough } from 'node:stream';
import { runProgram } from '../../src/cli/program';

/** One command line and what it gave. */
export async function lifecycle(
  ...argv: string[]
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const collected = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof collected) =>
    new PassThrough().on('data', (chunk: Buffer) => (collected[name] += chunk.toString()));
  const [stdout, stderr] = [stream('stdout'), stream('stderr')];
  const signal = new AbortController().signal;
  const exitCode = await runProgram(argv, { stdin: new PassThrough(), stdout, stderr }, signal);
  return { exitCode, ...collected };
}
