// Starts the headless browser that shows VS Code, with its own libraries and fonts so that pictures look the same everywhere.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import type { Runtime } from './runtime';

/** The caller closes the browser. */
export async function launchBrowser(installed: Runtime): Promise<Browser> {
  const scratch = await mkdtemp(join(tmpdir(), 'lifecycle-browser-'));
  const fontsFile = join(scratch, 'fonts.conf');
  await writeFile(fontsFile, fontsConfiguration(installed.fonts, join(scratch, 'cache')));
  const libraries = [join(installed.chromium, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''];
  const browser = await chromium.launch({
    executablePath: join(installed.chromium, 'chromium'),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...process.env, LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'), FONTCONFIG_FILE: fontsFile },
  });
  browser.on('disconnected', () => void rm(scratch, { recursive: true, force: true }));
  return browser;
}

function fontsConfiguration(folders: readonly string[], cache: string): string {
  const alias = (family: string, prefer: string): string =>
    `<alias binding="same"><family>${family}</family><prefer><family>${prefer}</family></prefer></alias>`;
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${folders.map((folder) => `<dir>${folder}</dir>`).join('\n')}
<cachedir>${cache}</cachedir>
${['sans-serif', 'system-ui', 'Ubuntu', 'Droid Sans'].map((family) => alias(family, 'Open Sans')).join('\n')}
${['monospace', 'Droid Sans Mono'].map((family) => alias(family, 'DejaVu Sans Mono')).join('\n')}
</fontconfig>
`;
}
