// A Python environment with pinned packages, made once and kept in the cache: a broken installation leaves nothing behind.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'model-lifecycle');
const run = promisify(execFile);

/** The path of its interpreter. `packages`: as pip names them, each with its version. */
export async function pythonWith(name: string, packages: readonly string[]): Promise<string> {
  const digest = createHash('sha256').update(packages.join('\n')).digest('hex').slice(0, 12);
  const folder = join(cache, `python-${name}-${digest}`);
  if (!existsSync(folder)) {
    const building = `${folder}.tmp-${process.pid}`;
    await mkdir(cache, { recursive: true });
    try {
      await run('python3', ['-m', 'venv', building]);
      const pip = [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--retries',
        '5',
        ...packages,
      ];
      await run(join(building, 'bin', 'python'), pip, { maxBuffer: 1 << 26 });
      if (!existsSync(folder)) await rename(building, folder);
    } finally {
      await rm(building, { recursive: true, force: true });
    }
  }
  return join(folder, 'bin', 'python');
}
