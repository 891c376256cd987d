// Processes known by a variable that only they were given, whatever group or session they went to.
import { capture } from './capture';
import { endProcess } from './end';
import { identityOf } from './identity';
import { inProc } from './inProc';

/** Ends every process of ours, this one excepted, whose environment holds `name=value` and may be seen. */
export async function endCarriers(name: string, value: string): Promise<void> {
  const find = process.platform === 'linux' ? carriersInProc : carriersInPs;
  for (const pid of await find(`${name}=${value}`)) {
    const identity = pid === process.pid ? undefined : identityOf(pid);
    if (identity) await endProcess(identity);
  }
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
