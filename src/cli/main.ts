// Entry of dist/cli.js: the process around the program, its signals and its exit code.
import { exitCodes } from '../core/errors';
import { toLifecycleError } from '../node/thrown';
import { runProgram } from './program';

const interrupted = new AbortController();
/** Longer than a command and its runner are given to end. */
const patience = 30_000;
/**
 * The second Ctrl-C does not wait for anything, nor does a first one that nobody heeds. The signal itself ends us then:
 * `process.exit` would wait for whatever hangs. A closed terminal (SIGHUP) stops no run.
 */
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    const give = () => {
      process.removeAllListeners(name);
      process.kill(process.pid, name);
    };
    if (interrupted.signal.aborted) return give();
    interrupted.abort();
    setTimeout(give, patience).unref();
  });
/** A limit on the size of files is told by the write that meets it; the signal alone would end us without a word. */
if (process.platform !== 'win32') process.on('SIGXFSZ', () => undefined);
/** `lifecycle log | head` ends quietly; a full disk below the output is told. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.exit(endWith(error));
});
/** Where messages cannot be written either, the exit code says it, and a server goes on. */
process.stderr.on('error', () => undefined);

void runProgram(process.argv.slice(2), process, interrupted.signal).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.exitCode = endWith(error);
  },
);

function endWith(thrown: unknown): number {
  const { code, message, hint } = toLifecycleError(thrown);
  process.stderr.write(`${[message, hint].filter(Boolean).join(' ')}\n`);
  return exitCodes[code];
}
