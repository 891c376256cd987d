// Installs the pinned VS Code and browser from npm into the cache, once. Starting them is not done here.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { packages, runtime, runtimeIn } from './runtime';
import type { Runtime } from './runtime';
import { unpackChromium } from './unpackChromium';

const run = promisify(execFile);
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * The installed VS Code; needs the network the first time only.
 * Built beside its final place and renamed, so that an interrupted installation leaves nothing that looks whole.
 */
export async function installVscode(log: (line: string) => void = () => undefined): Promise<Runtime> {
  if (existsSync(runtime.root)) return runtime;
  await removeAbandoned();
  const building = runtimeIn(`${runtime.root}.tmp-${String(process.pid)}`);
  try {
    await mkdir(building.root, { recursive: true });
    await writeFile(join(building.root, 'package.json'), '{"private": true}\n');
    log('Downloading VS Code from npm (about a minute, once)');
    const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    await npm(['install', ...quiet, ...wanted], building.root);
    log('Installing the parts of VS Code');
    const env = {
      ...process.env,
      PATH: `${dirname(building.node)}:${process.env['PATH'] ?? ''}`,
      npm_config_nodedir: building.nodeHome,
    };
    await npm(['install', ...quiet, '--omit=dev'], building.vscode, env);
    await rebuildNativeParts(building.vscode, env, log);
    log('Unpacking the browser');
    await unpackChromium(building.chromiumPackage, building.chromium);
    await rename(building.root, runtime.root).catch((error: unknown) => {
      // Another process may have finished the same installation first.
      if (!existsSync(runtime.root)) throw error;
    });
  } finally {
    await rm(building.root, { recursive: true, force: true });
  }
  return runtime;
}

async function npm(args: readonly string[], cwd: string, env = process.env): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await run('npm', [...args], { cwd, env, maxBuffer: 1 << 26 });
      return;
    } catch (error) {
      if (attempt === 3) throw new Error(`npm ${args.join(' ')} failed three times`, { cause: error });
      await sleep(5000 * attempt);
    }
  }
}

/** Logging and the watchdog want a compiler. Without one VS Code works and only fills its log. */
async function rebuildNativeParts(
  cwd: string,
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<void> {
  try {
    await run('npm', ['rebuild', '--loglevel=error', '@vscode/spdlog', '@vscode/native-watchdog'], {
      cwd,
      env,
    });
  } catch {
    log('No C++ compiler: VS Code runs without its native log');
  }
}

async function removeAbandoned(): Promise<void> {
  const parent = dirname(runtime.root);
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const pid = new RegExp(`^${basename(runtime.root)}\\.tmp-(\\d+)$`).exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
