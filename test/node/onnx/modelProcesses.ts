// The processes that models run in, found and ended from outside.
import { setTimeout as sleep } from 'node:timers/promises';
import { capture } from '../../../src/node/process/capture';

/** Processes that run models for the process, by pid. */
export async function modelProcessesOf(parent: number): Promise<readonly number[]> {
  const list = await capture('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return list
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, ...args]) => Number(ppid) === parent && args.join(' ').includes('onnx/program.ts'))
    .map(([pid]) => Number(pid));
}

export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await sleep(20);
}

export const exists = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Ends all that run for this process; returns once they are gone. */
export async function endModelProcesses(): Promise<readonly number[]> {
  const pids = await modelProcessesOf(process.pid);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await until(() => pids.every((pid) => !exists(pid)));
  return pids;
}
