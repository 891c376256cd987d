// Processes known by a variable that only they were given, whatever group or session they went to.
import type { ProcessIdentity } from '../../core/run/run';
import { capture } from './capture';
import { endProcess } from './end';
import { identityOf } from './identity';
import { inProc } from './inProc';

/** Every process, this one excepted, whose environment holds `name=value` and may be seen. */
export async function carriersOf(name: string, value: string): Promise<readonly ProcessIdentity[]> {
  const find = process.platform === 'linux' ? carriersInProc : carriersInPs;
  const pids = await find(`${name}=${value}`);
  return pids.flatMap((pid) => (pid === process.pid ? [] : (identityOf(pid) ?? [])));
}

/** Ends them. */
export async function endCarriers(name: string, value: string): Promise<void> {
  for (const carrier of await carriersOf(name, value)) await endProcess(carrier);
}

async function carriersInProc(variable: string): Promise<readonly number[]> {
  return (await inProc('environ')).filter(({ words }) => words.includes(variable)).map(({ pid }) => pid);
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
