// Where the pinned VS Code and its browser live on this machine. Names and versions only; nothing is installed here.
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';

const platform = `${process.platform}-${process.arch}`;

/** npm packages that together are a VS Code: the workbench and its server, the Node it is built for, a headless browser, fonts. */
export const packages: Readonly<Record<string, string>> = {
  'code-server': '4.139.1',
  [`node-${platform}`]: '24.21.0',
  '@sparticuz/chromium': '153.0.0',
  'dejavu-fonts-ttf': '2.37.3',
};

const versions = createHash('sha256')
  .update(JSON.stringify([platform, packages]))
  .digest('hex')
  .slice(0, 12);
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'model-lifecycle');

/** The parts of an installed VS Code; `root` exists only when the installation is complete. */
export interface Runtime {
  readonly root: string;
  /** Home of the Node package, with its headers. */
  readonly nodeHome: string;
  readonly node: string;
  readonly vscode: string;
  readonly chromium: string;
  /** Where the browser's packed parts come from. */
  readonly chromiumPackage: string;
  readonly fonts: readonly string[];
}

export const runtime: Runtime = runtimeIn(join(cache, `vscode-${versions}`));

/** The same parts inside another root: an installation is made beside its final place and renamed. */
export function runtimeIn(root: string): Runtime {
  const modules = join(root, 'node_modules');
  const chromium = join(root, 'chromium');
  const nodeHome = join(modules, `node-${platform}`);
  return {
    root,
    nodeHome,
    node: join(nodeHome, 'bin', 'node'),
    vscode: join(modules, 'code-server', 'lib', 'vscode'),
    chromium,
    chromiumPackage: join(modules, '@sparticuz', 'chromium', 'bin'),
    fonts: [join(chromium, 'fonts', 'fonts'), join(modules, 'dejavu-fonts-ttf', 'ttf')],
  };
}
