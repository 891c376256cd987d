// Processes known by a variable that only they were given, whatever group or session they went to; seen on Linux only.
import { readdir, readFile } from 'node:fs/promises';
import { endProcess } from './end';
import { identityOf } from './identity';

/** Ends every process of ours, this one excepted, whose environment holds `name=value`; none can be seen outside of Linux. */
export async function endCarriers(name: string, value: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number);
  const carriers = await Promise.all(
    pids.map(async (pid) => {
      // What cannot be read belongs to somebody else, or is gone.
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return pid !== process.pid && environment.split('\0').includes(`${name}=${value}`) ? [pid] : [];
    }),
  );
  for (const pid of carriers.flat()) {
    const identity = identityOf(pid);
    if (identity) await endProcess(identity);
  }
}
