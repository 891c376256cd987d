// `npm test` and CI: sets up, runs the suites that are named and closes with one line of counts over all of them.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runAsProgram, runCommand } from './command.mjs';
import { root, setup } from './setup.mjs';

/** Each is a script of package.json; those with a folder print mocha's counts, the others count as one check. */
const suites = {
  lint: { script: 'lint' },
  typecheck: { script: 'typecheck' },
  unit: { script: 'test:unit', folder: 'test' },
  vscode: { script: 'test:vscode', folder: 'test/vscode' },
  systems: { script: 'test:systems', folder: 'test/systems' },
  package: { script: 'test:package', folder: 'test/package' },
};

async function runSuite(name, signal) {
  const { script, folder } = suites[name];
  console.log(`\n== ${name}`);
  if (folder && !(await hasTests(folder))) {
    console.log('There are no such tests yet.');
    return { passed: 0, failed: 0 };
  }
  const env = { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };
  const { code, printed } = await runCommand('npm', ['run', '--silent', script], {
    cwd: root,
    env,
    signal,
    show: true,
  });
  if (!folder) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  const count = (word) =>
    Number(stripVTControlCharacters(printed).match(new RegExp(`^ *(\\d+) ${word}\\b`, 'm'))?.[1] ?? 0);
  // A suite that ended badly without saying what failed has failed too.
  return { passed: count('passing'), failed: Math.max(count('failing'), code === 0 ? 0 : 1) };
}

async function hasTests(folder) {
  const files = await readdir(join(root, folder), { recursive: true }).catch(() => []);
  return files.some((file) => file.endsWith('.test.ts'));
}

runAsProgram(async (signal) => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in suites));
  if (unknown) throw new Error(`There is no suite "${unknown}", only ${Object.keys(suites).join(', ')}.`);
  await setup({ log: console.log, signal, all: true });
  const results = [];
  for (const name of names) results.push(await runSuite(name, signal));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') > 0 ? 1 : 0;
});
