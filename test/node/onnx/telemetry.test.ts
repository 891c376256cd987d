// That answering by a model leaves nothing behind in a person's home, and records nothing to be sent.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../../..');
const program = `
const { openModel } = require(${JSON.stringify(join(root, 'src/node/onnx/session.ts'))});
openModel(${JSON.stringify(join(root, 'test/fixtures/onnx/classifier.onnx'))}).then(async (model) => {
  const { rows } = await model.predict([{ age: 30, job: 'admin' }]);
  await model.close();
  console.log(rows, process.pid);
});
`;

it('a model that answers records nothing of it anywhere', async () => {
  const home = await mkdtemp(join(tmpdir(), 'telemetry-'));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', program], {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home },
    });
    assert.match(stdout, /^1 \d+\n$/);
    const left = await readdir(home, { recursive: true });
    assert.deepEqual(
      left.filter((path) => !/^(tsx-|node-compile-cache)/.test(path)),
      [],
    );
    const pid = stdout.split(' ')[1]?.trim() ?? '';
    assert.deepEqual(
      (await readdir('/tmp')).filter((name) => name === `mat-debug-${pid}.log`),
      [],
    );
  } finally {
    await rm(home, { recursive: true });
  }
});
