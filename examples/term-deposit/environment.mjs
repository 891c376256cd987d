// Makes the example's Python environment, `.venv` from requirements.txt; knows nothing of what runs in it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const oldest = { major: 3, minor: 11 };
const windows = process.platform === 'win32';

/**
 * Returns the environment's Python, and whether it had to be made; nothing is started and no network needed where
 * it is there already. Uses `uv` where it is installed. An interrupted installation is removed.
 */
export async function makeEnvironment({ root, log = () => {}, signal }) {
  const folder = join(root, '.venv');
  const python = join(folder, windows ? 'Scripts/python.exe' : 'bin/python');
  const stamp = join(folder, 'requirements.sha256');
  const requirements = await readFile(join(root, 'requirements.txt'));
  const wanted = createHash('sha256').update(requirements).digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted && (await exists(python)))
    return { python, made: false };

  await rm(folder, { recursive: true, force: true });
  const execute = (command, ...args) => capture(command, args, { cwd: root, signal });
  const works = async (...command) => {
    try {
      await execute(...command);
      return true;
    } catch {
      signal?.throwIfAborted();
      return false;
    }
  };
  let ticking;
  try {
    const hasUv = await works('uv', '--version');
    const base = await findPython(works, hasUv ? 'sys' : 'sys, venv, ensurepip');
    const what = `installing with ${hasUv ? 'uv' : 'pip'} for ${base}`;
    log(what);
    ticking = setInterval(() => log(`${what}: still at it`), 10_000);
    if (hasUv) {
      await execute('uv', 'venv', '--quiet', '--python', base, folder);
      await execute('uv', 'pip', 'install', '--quiet', '--python', python, '-r', 'requirements.txt');
    } else {
      const quiet = ['--quiet', '--no-input', '--disable-pip-version-check'];
      await execute(base, '-m', 'venv', folder);
      await execute(python, '-m', 'pip', 'install', ...quiet, '-r', 'requirements.txt');
    }
    await writeFile(`${stamp}.tmp`, wanted);
    await rename(`${stamp}.tmp`, stamp);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    clearInterval(ticking);
  }
  return { python, made: true };
}

async function findPython(works, modules) {
  const check = `import ${modules}; sys.exit(sys.version_info < (${oldest.major}, ${oldest.minor}))`;
  for (const name of ['python3.11', 'python3', 'python3.12', 'python3.13', 'python'])
    if (await works(name, '-c', check)) return name;
  throw new Error(
    `No Python ${oldest.major}.${oldest.minor} or newer that can make environments was found. ` +
      'Install it (on Debian and Ubuntu: python3 and python3-venv), then try again.',
  );
}

/** Standard output; throws with the last lines of what was printed where the command fails, and ends it on abort. */
function capture(command, args, { cwd, signal }) {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    // A group of its own, so that an abort also ends what the command started.
    const child = spawn(command, args, { cwd, detached: !windows, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    const keep = (chunk) => (printed = (printed + chunk).slice(-10_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = () => endGroup(child);
    signal?.addEventListener('abort', end, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0) resolve(printed);
      else reject(new Error(`${[command, ...args].join(' ')} failed:\n${printed.trimEnd()}`));
    });
  });
}

function endGroup({ pid }) {
  if (pid === undefined) return;
  try {
    process.kill(windows ? pid : -pid, 'SIGKILL');
  } catch {
    // It had ended.
  }
}

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );
