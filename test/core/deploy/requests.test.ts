import assert from 'node:assert/strict';
import {
  inferenceResponse,
  modelMetadata,
  readInferenceRequest,
} from '../../../src/core/deploy/openInference';
import { maximumRows, readPredictRequest } from '../../../src/core/deploy/predictRequest';
import { outputsOf, scoresOf } from '../../../src/core/deploy/scores';
import { exampleVersion } from '../registry/example';

describe('a request to /predict', () => {
  const taken = new Set(['age', 'job', 'isKnown']);
  const row = { age: 30, job: null, isKnown: true };
  for (const [what, body] of Object.entries({
    'a document of rows': { rows: [row] },
    'a list of rows': [row],
    'one row': row,
  }))
    it(`may be ${what}`, () => assert.deepEqual(readPredictRequest(body, taken), [row]));

  it('may hold lists and objects in columns that are not taken', () =>
    assert.deepEqual(readPredictRequest([{ ...row, tags: [1], address: { city: 'Ulm' } }, row], taken), [
      row,
      row,
    ]));

  const wrong: [string, unknown, RegExp][] = [
    ['a number', 4, /Row 1 is not an object/],
    ['rows that are no list', { rows: 'all' }, /"rows" is not a list/],
    ['a row that is a list', { rows: [row, [1]] }, /Row 2 is not an object/],
    ['a nested value', { rows: [row, { age: { is: 3 } }] }, /Row 2, column "age"/],
    ['more rows than one request may hold', Array.from({ length: maximumRows + 1 }, () => row), /10001 rows/],
  ];
  for (const [what, body, message] of wrong)
    it(`is refused when it is ${what}`, () => assert.throws(() => readPredictRequest(body, taken), message));
});

describe('the Open Inference Protocol', () => {
  const age = { name: 'age', shape: [2, 1], datatype: 'FP64', data: [30, 40] };
  const job = { name: 'job', shape: [2], datatype: 'BYTES', data: ['admin', 'student'] };

  it('brings one tensor a column', () => {
    const read = readInferenceRequest({ id: '7', inputs: [age, job] });
    assert.deepEqual(read, {
      id: '7',
      rows: [
        { age: 30, job: 'admin' },
        { age: 40, job: 'student' },
      ],
    });
  });

  it('may nest its data as its shape says', () => {
    assert.deepEqual(readInferenceRequest({ inputs: [{ ...age, data: [[30], [40]] }] }).rows, [
      { age: 30 },
      { age: 40 },
    ]);
  });

  const wrong: [string, unknown, RegExp][] = [
    ['no inputs', { inputs: [] }, /inputs/],
    ['a datatype nobody knows', { inputs: [{ ...age, datatype: 'FP8' }] }, /datatype/],
    [
      'fewer values than the shape says',
      { inputs: [{ ...age, data: [30] }] },
      /"age" has shape \[2, 1\] and 1 values/,
    ],
    ['columns of different length', { inputs: [age, { ...job, shape: [1], data: ['admin'] }] }, /"job"/],
    [
      'a block of columns',
      { inputs: [{ ...age, shape: [2, 2], data: [1, 2, 3, 4] }] },
      /each column needs \[2, 1\]/,
    ],
  ];
  for (const [what, body, message] of wrong)
    it(`is refused with ${what}`, () => assert.throws(() => readInferenceRequest(body), message));

  it('answers with score and label', () => {
    const response = inferenceResponse(exampleVersion(), [{ score: 0.7, label: 'yes' }], '7');
    assert.deepEqual(response.outputs.map(({ name, shape, data }) => [name, shape, data]), [['score', [1, 1], [0.7]], ['label', [1, 1], ['yes']]]); // prettier-ignore
    assert.deepEqual([response.id, response.model_name, response.model_version], ['7', 'uptake', '1']);
  });

  it('describes the raw columns a request brings', () => {
    assert.deepEqual(modelMetadata(exampleVersion()).inputs, [
      { name: 'age', shape: [-1, 1], datatype: 'INT64' },
    ]);
  });
});

describe('scores', () => {
  const version = exampleVersion({ threshold: 0.3 });
  const raw = { rows: 2, width: 2, values: Float64Array.of(0.8, 0.2, 0.6, 0.4) };

  it('are the positive class’s probabilities', () => {
    assert.deepEqual([...scoresOf(version, raw)], [0.2, 0.4]);
    assert.deepEqual([...scoresOf({ ...version, positive: 'no' }, raw)], [0.8, 0.6]);
  });
  it('are recalibrated by the version’s map', () => {
    const calibration = { intercept: 1, slope: 2 };
    const [first] = scoresOf({ ...version, calibration }, raw);
    assert.ok(Math.abs((first ?? 0) - 1 / (1 + Math.exp(-(1 + 2 * Math.log(0.2 / 0.8))))) < 1e-12);
  });
  it('are labelled by the version’s threshold', () => {
    for (const none of [NaN, Infinity])
      assert.throws(() => outputsOf(version, Float64Array.of(0.2, none)), /^LifecycleError: Row 2: the model gives no finite score/); // prettier-ignore
    assert.deepEqual(outputsOf(version, Float64Array.of(0.2, 0.3)).map(({ label }) => label), ['no', 'yes']); // prettier-ignore
  });
  it('of a regression are the values, without a label', () => {
    const regression = exampleVersion({ task: 'regression' });
    assert.deepEqual(
      outputsOf(regression, scoresOf(regression, { rows: 1, width: 1, values: Float64Array.of(3) })),
      [{ score: 3 }],
    );
  });
  it('are refused where the model’s width does not fit the task', () => {
    assert.throws(
      () => scoresOf(exampleVersion({ task: 'regression' }), raw),
      /2 values a row where a regression gives one number/,
    );
    assert.throws(
      () => scoresOf({ ...version, classes: ['a', 'b', 'yes'] }, raw),
      /2 values a row where the target has 3 classes/,
    );
  });
});
