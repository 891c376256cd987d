// Runs a command to its end and ends all it started when interrupted. Node built-ins only: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * `show` passes on what the command prints while it runs. Returns the exit code and the last of what was printed.
 * Throws the signal's reason when it aborts, after everything that the command started has ended.
 */
export async function runCommand(command, args, { cwd, env, signal, show = false } = {}) {
  signal?.throwIfAborted();
  // A group of its own: npm and mocha start others, and all of them have to end.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of ['stdout', 'stderr'])
    child[stream].on('data', (chunk) => {
      printed = (printed + chunk).slice(-1_000_000);
      if (show) process[stream].write(chunk);
    });
  const interrupt = () => void endGroup(child.pid);
  signal?.addEventListener('abort', interrupt, { once: true });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  signal?.removeEventListener('abort', interrupt);
  signal?.throwIfAborted();
  return { code, printed };
}

/** As `runCommand`, but a failure is an error that shows what was printed. */
export async function mustRun(command, args, options = {}) {
  const { code, printed } = await runCommand(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code}\n${printed}`.trimEnd());
  return printed;
}

/** For downloads only: three attempts, with longer and longer pauses. */
export async function retried(attempt, signal) {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (number === 3 || signal?.aborted) throw error;
      await sleep(5000 * number, undefined, { signal });
    }
  }
}

/** Logs what is being done at once, and every ten seconds that it goes on. */
export async function toldWhile(log, what, work) {
  log(what);
  const timer = setInterval(() => log(`${what}: still at it`), 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/**
 * Runs `main(signal)`; Ctrl-C, SIGTERM and SIGHUP abort the signal, the second Ctrl-C ends at once.
 * Exit code: 0 or what `main` returns, 130 when interrupted, 1 with the message of any other error.
 */
export function runAsProgram(main, whenInterrupted = 'Interrupted') {
  const controller = new AbortController();
  const { signal } = controller;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(name, () =>
      signal.aborted ? process.exit(130) : controller.abort(new Error(whenInterrupted)),
    );
  main(signal).then(
    (exitCode) => (process.exitCode = exitCode ?? 0),
    (error) => {
      console.error(signal.aborted ? `\n${whenInterrupted}` : error.message);
      process.exitCode = signal.aborted ? 130 : 1;
    },
  );
}

async function endGroup(pid) {
  if (pid === undefined) return;
  for (const name of ['SIGTERM', 'SIGKILL']) {
    try {
      process.kill(-pid, name);
    } catch {
      return; // all have ended
    }
    await sleep(3000, undefined, { ref: false });
  }
}
