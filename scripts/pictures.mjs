// `npm run pictures`: takes the README's pictures anew, by the tests that live through the example in a real VS Code.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun, runAsProgram } from './command.mjs';
import { root } from './setup.mjs';

/** Those of `.test-output/pictures` that the README shows, under the names that it uses. */
const shown = { 'tree-light': 'tree', 'bank-dark': 'data', 'uptake-local-light': 'monitor' };

runAsProgram(async (signal) => {
  await mustRun('npm', ['run', '--silent', 'test:vscode', '--', '--grep', 'whole life'], {
    cwd: root,
    signal,
    show: true,
  });
  for (const [taken, name] of Object.entries(shown))
    await copyFile(
      join(root, '.test-output', 'pictures', `${taken}.png`),
      join(root, 'media', 'readme', `${name}.png`),
    );
});
