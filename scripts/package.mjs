// `npm run package`: the VSIX for this platform, from the allow-list in package.json `files`, within its size budget.
import { createVSIX } from '@vscode/vsce';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAsProgram } from './command.mjs';
import { root, setup } from './setup.mjs';

const megabyte = 1_000_000;
/** Files below the checkout and the most that each may have, in bytes: start-up time and downloads are paid by everybody. */
const budgets = {
  'dist/extension.js': 1 * megabyte,
  'dist/cli.js': 2.5 * megabyte,
  'dist/model.js': 0.2 * megabyte,
  'dist/lake.js': 0.3 * megabyte,
  'dist/arrow.js': 0.5 * megabyte,
  'dist/personal.js': 1.1 * megabyte,
  'dist/s3.js': 0.8 * megabyte,
  'dist/gcs.js': 1 * megabyte,
  'dist/azure.js': 1.2 * megabyte,
  'dist/media/data.js': 0.6 * megabyte,
  'dist/media/monitor.js': 0.6 * megabyte,
};
const packageBudget = 60 * megabyte;

/** Returns the path of the package that was written to `target`, a folder. */
export async function buildPackage({ target = root, log = () => {}, signal } = {}) {
  await setup({ log, signal, production: true });
  for (const [file, most] of Object.entries(budgets)) await mustFit(join(root, file), most);
  const platform = `${process.platform}-${process.arch}`;
  const vsix = join(target, `model-lifecycle-${platform}.vsix`);
  await rm(vsix, { force: true });
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    target: platform,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    allowUnusedFilesPattern: true,
  });
  await mustFit(vsix, packageBudget);
  return vsix;
}

async function mustFit(file, most) {
  const { size } = await stat(file);
  if (size <= most) return;
  const inMegabytes = (bytes) => `${(bytes / megabyte).toFixed(1)} MB`;
  throw new Error(
    `${file} has ${inMegabytes(size)}; its budget is ${inMegabytes(most)} (scripts/package.mjs).`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  runAsProgram((signal) => buildPackage({ log: console.log, signal }).then((file) => console.log(file)));
