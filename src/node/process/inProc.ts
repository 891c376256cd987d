// What Linux tells of each process: the words of its command, the variables of its environment.
import { readdir, readFile } from 'node:fs/promises';

export interface WordsOfProcess {
  readonly pid: number;
  /** None where it belongs to somebody else, or is gone. */
  readonly words: readonly string[];
}

export async function inProc(file: 'cmdline' | 'environ'): Promise<readonly WordsOfProcess[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number);
  return Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
      return { pid, words: text.split('\0').filter((word) => word !== '') };
    }),
  );
}
