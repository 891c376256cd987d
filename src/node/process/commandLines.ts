// How each process of this machine that may be seen was started.
import { capture } from './capture';
import { inProc } from './inProc';

export async function commandLines(): Promise<readonly string[]> {
  if (process.platform !== 'linux') return (await capture('ps', ['-axww', '-o', 'command='])).split('\n');
  return (await inProc('cmdline')).map(({ words }) => words.join(' '));
}
