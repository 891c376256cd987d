// Processes known by a variable that only they were given, whatever group or session they went to.
import type { ProcessIdentity } from '../../core/run/run';
import { capture } from './capture';
import { endProcess } from './end';
import { identityOf } from './identity';
import { inProc } from './inProc';

/** Pids of those whose environment holds the variable, as `name=value`, and may be seen. */
type Find = (variable: string) => readonly number[];

/** Processes as they are now, this one excepted: read once, asked for as many values as there are. */
export async function carriersNow(): Promise<(name: string, value: string) => readonly ProcessIdentity[]> {
  const find = process.platform === 'linux' ? await findInProc() : await findInPs();
  return (name, value) =>
    find(`${name}=${value}`).flatMap((pid) => (pid === process.pid ? [] : (identityOf(pid) ?? [])));
}

/** Ends every process of ours whose environment holds `name=value`. */
export async function endCarriers(name: string, value: string): Promise<void> {
  for (const carrier of (await carriersNow())(name, value)) await endProcess(carrier);
}

async function findInProc(): Promise<Find> {
  const processes = await inProc('environ');
  return (variable) => processes.filter(({ words }) => words.includes(variable)).map(({ pid }) => pid);
}

/** On macOS, where `ps` adds the environment to the command; programs of the system itself hide theirs. */
export async function findInPs(): Promise<Find> {
  const withEnvironment = process.platform === 'darwin' ? '-axEww' : 'axeww';
  const list = await capture('ps', [withEnvironment, '-o', 'pid=,command=']).catch(() => '');
  const lines = list.split('\n');
  return (variable) =>
    lines.filter((line) => `${line} `.includes(` ${variable} `)).map((line) => Number.parseInt(line, 10));
}
