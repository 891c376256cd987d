// The package that people get: what is in it, and that it works alone in a clean VS Code, with its native parts.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { mustRun } from '../../scripts/command.mjs';
import { buildPackage } from '../../scripts/package.mjs';
import { projectPaths } from '../../src/node/paths';
import { writeVersion } from '../../src/node/registry/write';
import { storedVersion } from '../node/deploy/storedVersion';
import { useOwnDataHome } from '../ownDataHome';
import { runCommand } from '../vscode/harness/commands';
import { installVscode } from '../vscode/harness/install';
import { panelFrame, titleAction } from '../vscode/harness/panels';
import { cleanEnvironment } from '../vscode/harness/server';
import { openContainer, treeRow } from '../vscode/harness/views';
import { openWorkbench } from '../vscode/harness/workbench';

const platform = `${process.platform}-${process.arch}`;
/** Everything that may be in the package; file names as VS Code installs them. */
const allowed = [
  /^package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^(README|readme|CHANGELOG|changelog)\.md$/,
  /^LICENSE(\.txt)?$/,
  /^\.vsixmanifest$/,
  /^dist\/(arrow|azure|cli|extension|gcs|lake|model|personal|s3)\.js$/,
  /^dist\/THIRD_PARTY_NOTICES\.txt$/,
  /^dist\/media\/[\w.-]+\.(css|js|ttf)$/,
  /^dist\/schema\/[\w.-]+\.json$/,
  new RegExp(`^dist/native/${platform}/[\\w.-]+\\.(node|dll|dylib|so(\\.\\d+)*)$`),
  new RegExp(`^dist/native/${platform}/extensions/sqlite_scanner\\.duckdb_extension$`),
  /^media\/(icons|readme)\/[\w.-]+\.(svg|png)$/,
  /^media\/templates\/[\w-]+\/(train\.py|requirements\.txt)$/,
];
const needed = [
  ...['dist/cli.js', 'dist/extension.js', 'dist/model.js', 'dist/media/data.js'],
  ...['dist/s3.js', 'dist/gcs.js', 'dist/azure.js', 'dist/lake.js', 'dist/arrow.js'],
  'dist/THIRD_PARTY_NOTICES.txt',
  ...['duckdb.node', 'onnxruntime_binding.node', 'extensions/sqlite_scanner.duckdb_extension'].map(
    (name) => `dist/native/${platform}/${name}`,
  ),
];
/** But for the one that Amazon writes in its own manuals. */
const secret =
  /-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA(?!IOSFODNN7EXAMPLE)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bnpm_[A-Za-z0-9]{36}\b/;

describe('the package', () => {
  useOwnDataHome();
  let scratch: string;
  let extensionsDir: string;
  let installed: string;
  let files: string[];

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'lifecycle-package-'));
    extensionsDir = join(scratch, 'extensions');
    const vsix = await buildPackage({ target: scratch });
    const vscode = await installVscode();
    await mustRun(
      vscode.node,
      [
        join(vscode.vscode, 'out', 'server-main.js'),
        ...['--install-extension', vsix, '--accept-server-license-terms'],
        ...['--server-data-dir', join(scratch, 'data'), '--extensions-dir', extensionsDir],
      ],
      { env: cleanEnvironment() },
    );
    const [folder] = (await readdir(extensionsDir)).filter((name) => name.startsWith('model-lifecycle.'));
    assert.ok(folder, 'VS Code did not install the package');
    installed = join(extensionsDir, folder);
    const entries = await readdir(installed, { recursive: true, withFileTypes: true });
    files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(installed, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
  });

  after(() => rm(scratch, { recursive: true, force: true, maxRetries: 5 }));

  it('holds what is needed and nothing else', () => {
    assert.deepEqual(
      files.filter((file) => !allowed.some((pattern) => pattern.test(file))),
      [],
    );
    assert.deepEqual(
      needed.filter((file) => !files.includes(file)),
      [],
    );
  });

  it('holds no secret, no source map and no path of the machine that built it', async () => {
    for (const file of files.filter((name) => /\.(js|json|css|md|txt)$/.test(name))) {
      const text = await readFile(join(installed, file), 'utf8');
      assert.doesNotMatch(text, secret, file);
      assert.doesNotMatch(text, /sourceMappingURL=(?!data:)\S+\.map/, file);
      assert.ok(!text.includes(process.cwd()), `${file} names the folder it was built in`);
    }
  });

  it('names the licence of every native part and library', async () => {
    const notices = await readFile(join(installed, 'dist', 'THIRD_PARTY_NOTICES.txt'), 'utf8');
    for (const name of ['@duckdb/node-api', 'onnxruntime-node', 'lit', 'zod', '@vscode/codicons'])
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
    assert.match(notices, /^sqlite_scanner\.duckdb_extension$/m);
  });

  it('works alone in a clean VS Code: the tree fills, and the worker profiles a file', async () => {
    const folder = join(scratch, 'workspace');
    await mustRun('git', ['init', '--quiet', folder]);
    await writeFile(join(folder, 'calls.csv'), 'id,answer\n1,yes\n2,no\n3,no\n');
    const workbench = await openWorkbench({ folder, extensionsDir });
    await openContainer(workbench.page, 'Model Lifecycle');
    await treeRow(workbench.page, 'Datasets', 'calls').click();
    await panelFrame(workbench.page).getByText('3 rows').waitFor();
    await workbench.close();
  });

  it('runs a model: its command line deploys a version, which answers', async () => {
    const folder = join(scratch, 'deployed');
    await mustRun('git', ['init', '--quiet', folder]);
    const deployment = 'deployments: {live: {model: uptake@1, target: local, port: 0}}';
    const model = 'models: {uptake: {dataset: bank, train: python train.py}}';
    await writeFile(
      join(folder, 'lifecycle.yaml'),
      `datasets: {bank: {path: rows.csv, target: y}}\n${model}\n${deployment}\n`,
    );
    const rows = join(folder, 'rows.csv');
    await writeFile(rows, 'age,job\n30,admin\n31,student\n');
    const paths = projectPaths(folder);
    await writeVersion(paths, await storedVersion(paths), '');
    const lifecycle = (...words: string[]) =>
      mustRun(process.execPath, [join(installed, 'dist', 'cli.js'), '--dir', folder, '--json', ...words], {
        env: cleanEnvironment(),
      });
    const answer = lifecycle('deploy', 'live').then(() => lifecycle('predict', 'live', '--input', rows));
    await Promise.allSettled([answer]);
    const stopped = lifecycle('stop', 'live');
    await Promise.allSettled([stopped]);
    assert.match(await answer, /"version": 1,\s+"rows": 2,/);
    await stopped;
  });

  it('writes a training script from its own template', async () => {
    const folder = join(scratch, 'new-model');
    await mustRun('git', ['init', '--quiet', folder]);
    const rows = Array.from({ length: 20 }, (_, row) => `${row % 7},${row % 3 === 0 ? 'yes' : 'no'}\n`);
    await writeFile(join(folder, 'calls.csv'), `minutes,answer\n${rows.join('')}`);
    const { page, close } = await openWorkbench({ folder, extensionsDir });
    await openContainer(page, 'Model Lifecycle');
    await treeRow(page, 'Datasets', 'calls').waitFor();
    await runCommand(page, 'Lifecycle: New Model from Template', 'answer', 'yes');
    await titleAction(page, 'Write lifecycle.yaml').click();
    await page.getByRole('tab', { name: 'train.py' }).waitFor();
    assert.match(await readFile(join(folder, 'train.py'), 'utf8'), /answer/);
    assert.match(await readFile(join(folder, 'lifecycle.yaml'), 'utf8'), /train: python train\.py/);
    await close();
  });
});
