import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openModel } from '../../../src/node/onnx/session';
import expected from '../../fixtures/onnx/classifier.json';

const fixture = (name: string) => join(__dirname, '../../fixtures/onnx', name);

describe('a model file', () => {
  it('says its inputs by column', async () => {
    const model = await openModel(fixture('classifier.onnx'));
    assert.deepEqual(model.inputs, [
      { name: 'age', type: 'number', tensor: 'float32' },
      { name: 'job', type: 'string', tensor: 'string' },
    ]);
    await model.close();
  });

  it('answers what the original runtime answers, missing values included', async () => {
    const model = await openModel(fixture('classifier.onnx'));
    const predictions = await model.predict(expected.rows);
    assert.deepEqual(predictions.labels, expected.labels);
    assert.equal(predictions.width, 2);
    expected.probabilities
      .flat()
      .forEach((p, index) => assert.ok(Math.abs(p - (predictions.values[index] ?? NaN)) < 1e-6));
    await model.close();
  });

  it('answers the same whatever the size of the batch', async () => {
    const model = await openModel(fixture('classifier.onnx'));
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      age: 18 + (index % 70),
      job: index % 3 ? 'admin' : null,
    }));
    const together = await model.predict(many);
    assert.equal(together.rows, many.length);
    for (const index of [0, 8191, 8192, 19_999]) {
      const alone = await model.predict(many.slice(index, index + 1));
      assert.deepEqual([...alone.values], [...together.values.slice(index * 2, index * 2 + 2)]);
    }
    assert.equal((await model.predict([])).rows, 0);
    await model.close();
  });

  it('gives one value a row for a regression', async () => {
    const model = await openModel(fixture('regression.onnx'));
    const predictions = await model.predict([{ age: 30 }, { age: 60 }]);
    assert.equal(predictions.width, 1);
    assert.ok((predictions.values[1] ?? 0) > (predictions.values[0] ?? 0));
    await model.close();
  });

  const wrongRows: [string, Record<string, unknown>, RegExp][] = [
    ['a missing column', { age: 30 }, /Row 2 has no column "job"/],
    [
      'a string for a number',
      { age: '30', job: 'admin' },
      /Row 2, column "age": the model takes a number, not "30"/,
    ],
    ['a number for a string', { age: 30, job: 4 }, /Row 2, column "job": the model takes text, not 4/],
  ];
  for (const [what, row, message] of wrongRows)
    it(`refuses ${what} and names row and column`, async () => {
      const model = await openModel(fixture('classifier.onnx'));
      await assert.rejects(model.predict([{ age: 1, job: '' }, row]), message);
      await model.close();
    });

  it('is refused when it takes a block of columns without names', () =>
    assert.rejects(openModel(fixture('block.onnx')), /block of columns/));
  it('is refused when its probabilities are not a tensor', () =>
    assert.rejects(openModel(fixture('zipmap.onnx')), /zipmap|no tensor/));
  it('is refused when it is torn, empty, foreign or absent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'onnx-'));
    const whole = await readFile(fixture('classifier.onnx'));
    for (const [name, bytes] of Object.entries({
      torn: whole.subarray(0, whole.length / 2),
      empty: Buffer.alloc(0),
      foreign: Buffer.from('PK\x03\x04'),
    })) {
      await writeFile(join(folder, name), bytes);
      await assert.rejects(openModel(join(folder, name)), /is not an ONNX model|gives no tensor/, name);
    }
    await assert.rejects(openModel(join(folder, 'absent')), /is not an ONNX model/);
    await rm(folder, { recursive: true });
  });
});
