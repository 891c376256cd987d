// Ends what an editor session left running (detached runners, servers, workers), found by a mark in their environment.
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks first, then insists after a second. Does nothing on systems without /proc. */
export async function endProcesses(variable: string, value: string): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const left = await markedProcesses(variable, value);
    if (left.length === 0) return;
    for (const pid of left) kill(pid, signal);
    for (let waited = 0; waited < 1000 && (await markedProcesses(variable, value)).length > 0; waited += 100)
      await sleep(100);
  }
}

/** Ids of the living processes that were started with `variable=value`, directly or through others. */
export async function markedProcesses(variable: string, value: string): Promise<number[]> {
  const mark = `${variable}=${value}`;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const marked = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${String(pid)}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(mark) ? [pid] : [];
    }),
  );
  return marked.flat();
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
