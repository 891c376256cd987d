// Opens VS Code with this extension on a folder: the desktop's where there is one, else the one from npm in the browser.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { tsImport } from 'tsx/esm/api';
import { runCommand } from './command.mjs';
import { root } from './setup.mjs';

/** Returns once the desktop's editor is started; in the browser it stays until `signal` aborts. */
export async function openEditor({ folder, log, signal }) {
  if (await openDesktop(folder, signal)) return;
  const harness = (file) => tsImport(`../test/vscode/harness/${file}`, import.meta.url);
  const [{ installVscode }, { startServer, serverAddress }] = await Promise.all([
    harness('install.ts'),
    harness('server.ts'),
  ]);
  const installed = await installVscode(log, signal);
  const server = await startServer(installed, {
    extension: root,
    connectionToken: randomBytes(16).toString('hex'),
    outlivedByRuns: true,
  });
  console.log(
    `\nOpen this address in a browser on this machine:\n\n  ${serverAddress(server, folder)}\n\nCtrl-C ends VS Code.`,
  );
  if (!signal.aborted) await once(signal, 'abort');
  await server.stop();
}

/** Inside a terminal of VS Code `code` speaks to that window, which cannot be given an extension. */
async function openDesktop(folder, signal) {
  if (process.env.VSCODE_IPC_HOOK_CLI) return false;
  try {
    const args = [`--extensionDevelopmentPath=${root}`, '--new-window', folder];
    return (await runCommand('code', args, { signal })).code === 0;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}
