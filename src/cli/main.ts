// Entry of dist/cli.js: the process around the program, its signals and its exit code.
import { exitCodes } from '../core/errors';
import { runProgram } from './program';

const interrupted = new AbortController();
/** The second Ctrl-C does not wait for anything. A closed terminal (SIGHUP) stops no run. */
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    if (interrupted.signal.aborted) process.exit(exitCodes.cancelled);
    interrupted.abort();
  });
/** A limit on the size of files is told by the write that meets it; the signal alone would end us without a word. */
if (process.platform !== 'win32') process.on('SIGXFSZ', () => undefined);
/** `lifecycle log | head` ends quietly. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void runProgram(process.argv.slice(2), process, interrupted.signal).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodes.unexpected;
  },
);
