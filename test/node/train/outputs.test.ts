import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import type { LifecycleError } from '../../../src/core/errors';
import { verifyOutputs } from '../../../src/node/train/outputs';
import { modelFile } from './project';

/** The model with its weights in a file beside it, as `save_as_external_data` writes large ones. */
async function writeInTwoFiles(file: string, weights: string): Promise<void> {
  const session = await InferenceSession.create(join(dirname(modelFile), 'regression.onnx'), {
    optimizedModelFilePath: file,
    graphOptimizationLevel: 'disabled',
    extra: {
      session: {
        optimized_model_external_initializers_file_name: weights,
        optimized_model_external_initializers_min_size_in_bytes: '0',
      },
    },
  });
  await session.release();
}

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
    await writeInTwoFiles(join(folder, 'model.onnx'), 'weights.bin');
    assert.deepEqual(await readdir(folder), ['model.onnx', 'weights.bin']);
    await assert.rejects(verify(), refused(/needs other files beside it/, /save_as_external_data=False/));
  });

  it('is refused where the model file is a link', async () => {
    await copyFile(modelFile, join(run, 'elsewhere.onnx'));
    await symlink(join(run, 'elsewhere.onnx'), join(folder, 'model.onnx'));
    await assert.rejects(verify(), refused(/model\.onnx is a link/, /Write the file itself/));
  });
});
