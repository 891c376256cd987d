// Processes known by a variable that only they were given, whatever group or session they went to.
import { readdir, readFile } from 'node:fs/promises';
import { capture } from './capture';
import { endProcess } from './end';
import { identityOf } from './identity';

/** Ends every process of ours, this one excepted, whose environment holds `name=value` and may be seen. */
export async function endCarriers(name: string, value: string): Promise<void> {
  const find = process.platform === 'linux' ? carriersInProc : carriersInPs;
  for (const pid of await find(`${name}=${value}`)) {
    const identity = pid === process.pid ? undefined : identityOf(pid);
    if (identity) await endProcess(identity);
  }
}

async function carriersInProc(variable: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number);
  const carriers = await Promise.all(
    pids.map(async (pid) => {
      // What cannot be read belongs to somebody else, or is gone.
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(variable) ? [pid] : [];
    }),
  );
  return carriers.flat();
}

/** On macOS, where `ps` adds the environment to the command; programs of the system itself hide theirs. */
export async function carriersInPs(variable: string): Promise<readonly number[]> {
  const withEnvironment = process.platform === 'darwin' ? '-axEww' : 'axeww';
  const list = await capture('ps', [withEnvironment, '-o', 'pid=,command=']).catch(() => '');
  return list
    .split('\n')
    .filter((line) => `${line} `.includes(` ${variable} `))
    .map((line) => Number.parseInt(line, 10));
}
