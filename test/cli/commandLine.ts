// Runs the command line inside the test's process and collects what it writes.
import { PassThrough } from 'node:stream';
import { runProgram } from '../../src/cli/program';

interface Answered {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command line and what it gave. */
export const lifecycle = (...argv: string[]): Promise<Answered> =>
  lifecycleUntil(new AbortController().signal, ...argv);

/** The same, interrupted by the signal. */
export async function lifecycleUntil(signal: AbortSignal, ...argv: string[]): Promise<Answered> {
  const collected = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof collected) =>
    new PassThrough().on('data', (chunk: Buffer) => (collected[name] += chunk.toString()));
  const [stdout, stderr] = [stream('stdout'), stream('stderr')];
  const exitCode = await runProgram(argv, { stdin: new PassThrough(), stdout, stderr }, signal);
  return { exitCode, ...collected };
}
