// Installs the pinned VS Code and browser from npm into the cache, once. Starting them is not done here.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { mustRun, retried, runCommand } from '../../../scripts/command.mjs';
import type { CommandOptions } from '../../../scripts/command.mjs';
import { packages, runtime, runtimeIn } from './runtime';
import type { Runtime } from './runtime';
import { unpackChromium } from './unpackChromium';

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

type Log = (line: string) => void;

/**
 * The installed VS Code; needs the network the first time only.
 * Built beside its final place and renamed, so that an interrupted installation leaves nothing that looks whole.
 */
export async function installVscode(log: Log = () => undefined, signal?: AbortSignal): Promise<Runtime> {
  if (existsSync(runtime.root)) return runtime;
  await removeAbandoned();
  const building = runtimeIn(`${runtime.root}.tmp-${String(process.pid)}`);
  const npmInstall = (args: readonly string[], options: CommandOptions): Promise<string> =>
    retried(() => mustRun('npm', ['install', ...quiet, ...args], { ...options, signal }), signal);
  try {
    await mkdir(building.root, { recursive: true });
    await writeFile(join(building.root, 'package.json'), '{"private": true}\n');
    log('downloading VS Code from npm (about a minute, once)');
    const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    await npmInstall(wanted, { cwd: building.root });
    log('installing the parts of VS Code');
    const path = `${dirname(building.node)}:${process.env['PATH'] ?? ''}`;
    const env = { ...process.env, PATH: path, npm_config_nodedir: building.nodeHome };
    await npmInstall(['--omit=dev'], { cwd: building.vscode, env });
    await rebuildNativeParts({ cwd: building.vscode, env, signal }, log);
    log('unpacking the browser');
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

/** Logging and the watchdog want a compiler. Without one VS Code works and only fills its log. */
async function rebuildNativeParts(options: CommandOptions, log: Log): Promise<void> {
  const args = ['rebuild', '--loglevel=error', '@vscode/spdlog', '@vscode/native-watchdog'];
  const { code } = await runCommand('npm', args, options);
  if (code !== 0) log('No C++ compiler was found: VS Code runs without its native log');
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
