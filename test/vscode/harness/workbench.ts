// Opens VS Code on a folder as a user would find it, and closes it again with everything it started.
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { runCommand } from './commands';
import { installVscode } from './install';
import { watchProblems } from './problems';
import type { Problems } from './problems';
import { serverAddress, startServer } from './server';
import type { ServerOptions } from './server';

export type Theme = 'light' | 'dark' | 'hcLight' | 'hcDark';

/** Without `extension` and `extensionsDir` it is this checkout that is tried. */
export interface WorkbenchOptions extends ServerOptions {
  /** A folder, or a file that ends in .code-workspace. */
  readonly folder: string;
  readonly theme?: Theme;
  readonly size?: { readonly width: number; readonly height: number };
  /** 2 shows everything twice as large in a window of the same size. */
  readonly zoom?: number;
}

export interface Workbench {
  readonly page: Page;
  readonly problems: Problems;
  readonly showTheme: (theme: Theme) => Promise<void>;
  /** As "Developer: Reload Window". */
  readonly reload: () => Promise<void>;
  /** Writes `.test-output/<name>.png`. */
  readonly screenshot: (name: string) => Promise<void>;
  /** Ends window, server and all they started; throws if the window had problems. */
  readonly close: () => Promise<void>;
}

const checkout = resolve(import.meta.dirname, '..', '..', '..');
/** The setting's value, the name in the pick list, and the class that the window then has. */
const themes: Readonly<Record<Theme, readonly [id: string, label: string, className: string]>> = {
  light: ['Light Modern', 'Light Modern', 'vs'],
  dark: ['Dark Modern', 'Dark Modern', 'vs-dark'],
  hcLight: ['Default High Contrast Light', 'Light High Contrast', 'hc-light'],
  hcDark: ['Default High Contrast', 'Dark High Contrast', 'hc-black'],
};

let sharedBrowser: Promise<Browser> | undefined;
const open = new Set<Workbench>();

/** Those that no test has closed yet. */
export const openWorkbenches: ReadonlySet<Workbench> = open;

export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const installed = await installVscode();
  const { folder, theme = 'light', size = { width: 1280, height: 800 }, zoom = 1 } = options;
  const settings = { ...options.settings, 'workbench.colorTheme': themes[theme][0] };
  const underTest = options.extensionsDir ? {} : { extension: checkout };
  const server = await startServer(installed, { ...underTest, ...options, settings });
  sharedBrowser ??= launchBrowser(installed);
  const context = await (
    await sharedBrowser
  ).newContext({
    viewport: { width: Math.round(size.width / zoom), height: Math.round(size.height / zoom) },
    deviceScaleFactor: zoom,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const problems = await watchProblems(context, page);
  const ready = (): Promise<void> =>
    page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
  await page.goto(serverAddress(server, folder), { waitUntil: 'domcontentloaded' });
  await ready();
  if (folder.endsWith('.code-workspace')) await reachRoots(page, ready);

  const workbench: Workbench = {
    page,
    problems,
    showTheme: async (wanted) => {
      const [, label, className] = themes[wanted];
      await runCommand(page, 'Preferences: Color Theme', label);
      await page.locator(`.monaco-workbench.${className}`).waitFor();
    },
    reload: async () => {
      await page.reload({ waitUntil: 'domcontentloaded' });
      await ready();
    },
    screenshot: async (name) => {
      const file = join(checkout, '.test-output', `${name}.png`);
      await mkdir(dirname(file), { recursive: true });
      await page.screenshot({ path: file, animations: 'disabled' });
    },
    close: async () => {
      open.delete(workbench);
      await context.close();
      await server.stop();
      problems.check();
    },
  };
  open.add(workbench);
  return workbench;
}

/**
 * VS Code in a browser may read a workspace file before the files of its server can be reached. Then it opens the workspace
 * without its folders, and never looks again: a person would open it once more.
 */
async function reachRoots(page: Page, ready: () => Promise<void>): Promise<void> {
  const root = page.locator('.explorer-folders-view .monaco-list-row').first();
  for (let tries = 1; ; tries++) {
    const isThere = await root.waitFor({ timeout: 8_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    if (tries === 5) throw new Error('VS Code opened the workspace without its folders, five times.');
    await page.reload({ waitUntil: 'domcontentloaded' });
    await ready();
  }
}

/** Called once, after the last test. */
export async function closeBrowser(): Promise<void> {
  await (await sharedBrowser)?.close();
  sharedBrowser = undefined;
}
