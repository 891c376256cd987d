// Runs the VS Code server on the loopback address with data folders of its own. What is shown in its window is for workbench.ts.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcesses } from './leftovers';
import type { Runtime } from './runtime';

export type Settings = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  /** `restricted`: the window opens in Restricted Mode, without asking. */
  readonly trust?: 'trusted' | 'restricted';
  readonly settings?: Settings;
  /** A person's own, as in keybindings.json: no `when` or `enablement` of a menu keeps them from a command. */
  readonly keybindings?: readonly { readonly key: string; readonly command: string }[];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the extension to use; it is installed by a link, so that a new build needs only a reload. */
  readonly extension?: string;
  /** Folder of installed extensions; a fresh one unless given. */
  readonly extensionsDir?: string;
  /** The address is worthless without this token; none in tests, where nobody else is on the machine. */
  readonly connectionToken?: string;
  /** Runs and deployments that were started in the window go on after it; otherwise they end with the server. */
  readonly outlivedByRuns?: boolean;
}

export interface VscodeServer {
  readonly authority: string;
  readonly connectionToken: string | undefined;
  /** Ends the server and what was started under it. */
  readonly stop: () => Promise<void>;
}

/** Settings that keep the window to the product under test: no welcome, no chat, no look-ups. */
const calm: Settings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'window.confirmBeforeClose': 'never',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const sessionVariable = 'LIFECYCLE_EDITOR_SESSION';

export async function startServer(installed: Runtime, options: ServerOptions = {}): Promise<VscodeServer> {
  const scratch = await mkdtemp(join(tmpdir(), 'lifecycle-vscode-'));
  const settingsFile = join(scratch, 'data', 'data', 'User', 'settings.json');
  const temporary = join(scratch, 'tmp');
  const extensionsDir = options.extensionsDir ?? join(scratch, 'extensions');
  for (const folder of [dirname(settingsFile), temporary, extensionsDir])
    await mkdir(folder, { recursive: true });
  if (options.extension) await link(options.extension, extensionsDir);
  await writeFile(settingsFile, JSON.stringify({ ...calm, ...options.settings }, null, 2));

  await writeFile(join(dirname(settingsFile), 'keybindings.json'), JSON.stringify(options.keybindings ?? []));

  const port = await freePort();
  const session = randomBytes(8).toString('hex');
  const server = spawn(
    installed.node,
    [
      join(installed.vscode, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...(options.connectionToken
        ? ['--connection-token', options.connectionToken]
        : ['--without-connection-token']),
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...['--server-data-dir', join(scratch, 'data'), '--extensions-dir', extensionsDir],
      ...['--reconnection-grace-time', '5'],
      ...(options.trust === 'restricted' ? [] : ['--disable-workspace-trust']),
    ],
    {
      env: { ...cleanEnvironment(), TMPDIR: temporary, ...options.env, [sessionVariable]: session },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const end = (): void => void server.kill();
  process.once('exit', end);
  const stop = async (): Promise<void> => {
    process.off('exit', end);
    await endServer(server);
    if (!options.outlivedByRuns) await endProcesses(sessionVariable, session);
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilListening(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { authority: `127.0.0.1:${String(port)}`, connectionToken: options.connectionToken, stop };
}

/** Where a browser on this machine finds the window with a folder open. */
export function serverAddress(server: VscodeServer, folder: string): string {
  const payload = JSON.stringify([
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ]);
  const token = server.connectionToken ? { tkn: server.connectionToken } : {};
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ ...token, [kind]: resolve(folder), payload });
  return `http://${server.authority}/?${query.toString()}`;
}

async function link(extension: string, extensionsDir: string): Promise<void> {
  const description = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const { publisher, name, version } = description;
  await symlink(extension, join(extensionsDir, `${String(publisher)}.${String(name)}-${String(version)}`));
}

/** The editor that runs these tests must not leak its own settings into the one under test. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)),
  );
}

async function untilListening(server: ChildProcess): Promise<void> {
  let output = '';
  const collect = (chunk: Buffer): void => void (output += chunk.toString());
  server.stdout?.on('data', collect);
  server.stderr?.on('data', collect);
  const deadline = Date.now() + 60_000;
  while (!output.includes('Extension host agent started')) {
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error(`VS Code did not start:\n${output}`);
    await sleep(25);
  }
  server.stdout?.off('data', collect).resume();
  server.stderr?.off('data', collect).resume();
}

async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  const impatience = setTimeout(() => server.kill('SIGKILL'), 8000);
  await ended;
  clearTimeout(impatience);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
