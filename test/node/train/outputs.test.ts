import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LifecycleError } from '../../../src/core/errors';
import { verifyOutputs } from '../../../src/node/train/outputs';
import { modelFile } from './project';

/** One field of a protobuf message: a number below 128, a text, or a message. */
function field(number: number, value: number | string | readonly Buffer[]): Buffer {
  if (typeof value === 'number') return Buffer.from([number << 3, value]);
  const bytes = typeof value === 'string' ? Buffer.from(value) : Buffer.concat(value);
  return Buffer.concat([
    Buffer.from([(number << 3) | 2, (bytes.length & 127) | 128, bytes.length >> 7]),
    bytes,
  ]);
}

const float32 = 1;
const port = (name: string, width: number) => [
  field(1, name),
  field(2, [
    field(1, [field(1, float32), field(2, [field(1, [field(2, 'rows')]), field(1, [field(1, width)])])]),
  ]),
];
const external = 1;
const entry = (key: string, value: string) => field(13, [field(1, key), field(2, value)]);

/** A model that multiplies by two weights, which lie in `weights.bin` as `save_as_external_data` writes large ones. */
const modelWithWeightsBeside = Buffer.concat([
  field(1, 8),
  field(7, [
    field(1, [field(1, 'age'), field(1, 'w'), field(2, 'probabilities'), field(4, 'MatMul')]),
    field(2, 'graph'),
    field(5, [
      ...[field(1, 1), field(1, 2), field(2, float32), field(8, 'w')],
      ...[entry('location', 'weights.bin'), field(14, external)],
    ]),
    field(11, port('age', 1)),
    field(12, port('probabilities', 2)),
  ]),
  field(8, [field(2, 13)]),
]);

describe('what a training left', () => {
  let run: string;
  let folder: string;
  beforeEach(async () => {
    run = await mkdtemp(join(tmpdir(), 'outputs-'));
    folder = join(run, 'artifacts');
    await mkdir(folder);
  });
  afterEach(() => rm(run, { recursive: true }));

  const verify = (output = 'model.onnx') =>
    verifyOutputs({ folder, output, cwd: run }, new AbortController().signal);
  const refused = (message: RegExp, hint: RegExp) => (error: LifecycleError) => {
    assert.equal(error.code, 'failed');
    assert.match(error.message, message);
    assert.match(error.hint ?? '', hint);
    return true;
  };

  it('is no model where a folder or a pipe has its name', async () => {
    await mkdir(join(folder, 'model.onnx'));
    await assert.rejects(verify(), refused(/model\.onnx is a folder\.$/, /one plain file/));
    await rm(join(folder, 'model.onnx'), { recursive: true });
    execFileSync('mkfifo', [join(folder, 'model.onnx')]);
    await assert.rejects(verify(), refused(/model\.onnx is no plain file\.$/, /one plain file/));
  });

  it('is every file with its digest, and nothing is left of looking at them', async () => {
    await mkdir(join(folder, 'sub'));
    await copyFile(modelFile, join(folder, 'sub', 'model.onnx'));
    await copyFile(modelFile, join(folder, 'other.onnx'));
    const files = await verify('sub/model.onnx');
    assert.deepEqual(
      files.map(({ path }) => path),
      ['other.onnx', 'sub/model.onnx'],
    );
    assert.deepEqual(await readdir(run), ['artifacts']);
  });

  it('is refused where the weights lie in another file, which no version would keep', async () => {
    await writeFile(join(folder, 'model.onnx'), modelWithWeightsBeside);
    await writeFile(join(folder, 'weights.bin'), new Float32Array([0.25, 0.75]));
    await assert.rejects(verify(), refused(/needs other files beside it/, /save_as_external_data=False/));
  });

  it('is refused where the model file is a link', async () => {
    await copyFile(modelFile, join(run, 'elsewhere.onnx'));
    await symlink(join(run, 'elsewhere.onnx'), join(folder, 'model.onnx'));
    await assert.rejects(verify(), refused(/model\.onnx is a link/, /Write the file itself/));
  });
});
