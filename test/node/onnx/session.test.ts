import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LifecycleError } from '../../../src/core/errors';
import { openModel } from '../../../src/node/onnx/session';
import { endModelProcesses, modelProcessesOf } from './modelProcesses';
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

  it('answers by the texts of every row where only a later one is another than before', async () => {
    const model = await openModel(fixture('classifier.onnx'));
    const answered = async (...jobs: string[]) =>
      (await model.predict(jobs.map((job) => ({ age: 30, job })))).values;
    const before = await answered('admin', 'admin');
    const now = await answered('admin', 'student');
    const alone = await answered('student');
    await model.close();
    assert.notDeepEqual(now, before);
    assert.deepEqual(now.slice(2), alone);
  });

  it('answers the rows of before again after a run that was refused', async () => {
    const model = await openModel(fixture('single.onnx'));
    const answered = (...ages: number[]) =>
      model.predict(ages.map((age) => ({ age }))).then(
        ({ values }) => [...values],
        ({ code }: LifecycleError) => code,
      );
    const told = [await answered(1), await answered(2, 3), await answered(1)];
    await model.close();
    assert.deepEqual(told, [[1], 'failed', [1]]);
  });

  it('gives one value a row for a regression', async () => {
    const model = await openModel(fixture('regression.onnx'));
    const predictions = await model.predict([{ age: 30 }, { age: 60 }]);
    assert.equal(predictions.width, 1);
    assert.ok((predictions.values[1] ?? 0) > (predictions.values[0] ?? 0));
    await model.close();
  });

  for (const [name, says] of [
    ['wide', 'says so before it is run'],
    ['widening', 'does not say so before'],
  ] as const)
    it(`that gives a million values a row is known by that, and none is copied, where it ${says}`, async () => {
      const model = await openModel(fixture(`${name}.onnx`));
      const { rows, width, values } = await model.predict([{ age: 1 }, { age: 2 }, { age: 3 }]);
      await model.close();
      assert.deepEqual([rows, width, values.length], [3, 1_000_000, 0]);
    });

  // Only Linux tells what a process needed at most.
  if (process.platform === 'linux')
    it('that says that it gives a million values a row needs no memory for many rows', async () => {
      await endModelProcesses(); // which may have needed more for another model
      const model = await openModel(fixture('wide.onnx'));
      await model.predict(Array.from({ length: 200 }, () => ({ age: 1 })));
      const [pid = 0] = await modelProcessesOf(process.pid);
      const most = /VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
      await model.close();
      assert.ok(Number(most) < 500_000, `${most} kB`);
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
      await assert.rejects(
        openModel(join(folder, name)),
        /cannot be loaded: it is no whole ONNX model|gives no tensor/,
        name,
      );
    }
    await assert.rejects(openModel(join(folder, 'absent')), /cannot be loaded: it is not there any more/);
    await rm(folder, { recursive: true });
  });

  const cannotBeLoaded: [string, string, RegExp][] = [
    ['unknown', 'it uses the operator Frobnicate, which ONNX Runtime does not know', /operators of ONNX itself/],
    ['custom', 'it uses the operator Evil of evil.x, which ONNX Runtime does not know', /operators of ONNX itself/],
    ['outside', 'it needs other files beside it, and only the model file is kept', /save_as_external_data=False/],
    ['opset', 'it is written in opset 99, and ONNX Runtime knows opsets up to 26', /target_opset=26/],
    ['format', "it is written in version 99 of ONNX's format, and ONNX Runtime knows versions up to 13", /ir_version = 13/],
  ]; // prettier-ignore
  for (const [name, why, hint] of cannotBeLoaded)
    it(`that is ${name} is refused with what ONNX Runtime says of it, in plain words`, () =>
      assert.rejects(openModel(fixture(`${name}.onnx`), { called: 'model.onnx' }), {
        code: 'failed',
        message: `model.onnx cannot be loaded: ${why}.`,
        hint,
      }));

  const cannotBeRun: [string, RegExp, RegExp][] = [
    ['huge', /it asks for more memory than there is \(400 GB at once\)\.$/, /more memory/],
    ['misfit', /its operator Add \("add_weights"\) failed: axis == 1 .* 2 by 3\.$/, /onnxruntime in Python/],
    ['single', /its input "age" takes 1 row at a time, no more and no less\.$/, /free first dimension/],
  ];
  for (const [name, why, hint] of cannotBeRun)
    it(`that is ${name} says so when it is run, and which rows it was run on`, async () => {
      const model = await openModel(fixture(`${name}.onnx`));
      await assert.rejects(model.predict([{ age: 1 }, { age: 2 }]), (error: LifecycleError) => {
        assert.equal(error.code, 'failed');
        assert.ok(error.message.startsWith(`${fixture(`${name}.onnx`)} could not be run on 2 rows: `));
        assert.match(error.message, why);
        assert.match(error.hint ?? '', hint);
        return true;
      });
      await model.close();
    });
});
