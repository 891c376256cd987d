import assert from 'node:assert/strict';
import { notFiniteText, parseMetricLine } from '../../../src/core/run/metricLine';

describe('a line of a training script', () => {
  const told: [line: string, expected: ReturnType<typeof parseMetricLine>][] = [
    ['{"metric": "loss", "value": 0.5, "step": 2}', { name: 'loss', value: 0.5, step: 2 }],
    ['{"metric": "loss", "value": NaN}', { name: 'loss', value: NaN }],
    ['{"metric":"loss","value":NaN,"step":3}', { name: 'loss', value: NaN, step: 3 }],
    ['{"metric": "loss", "value": Infinity}', { name: 'loss', value: Infinity }],
    ['{"metric": "loss", "value": -Infinity}', { name: 'loss', value: -Infinity }],
    ['{"metric": "loss", "value": 1e999}', { name: 'loss', value: Infinity }],
    [String.raw`{"metric": "NaN \"", "value": 1, "note": "\" NaN"}`, { name: 'NaN "', value: 1 }],
    ['{"metric": "loss", "value": 1, "step": NaN}', { name: 'loss', value: 1 }],
    ['{"metric": "loss", "value": "0.5"}', undefined],
    ['{"metric": "loss", "value": null}', undefined],
    ['{"metric": "loss", "value": NaNN}', undefined],
    ['{"metric": NaN', undefined],
    ['fitting {"metric": "loss", "value": 1}', undefined],
  ];
  for (const [line, expected] of told)
    it(`${expected ? `tells a metric: ${line}` : `is none of a metric: ${line}`}`, () =>
      assert.deepEqual(parseMetricLine(line), expected));

  it('with a value that is not finite is told with its step', () => {
    assert.match(notFiniteText({ name: 'loss', value: NaN, step: 3 }), /^Metric "loss" was NaN at step 3: /);
    assert.match(notFiniteText({ name: 'loss', value: -Infinity }), /^Metric "loss" was -Infinity: /);
  });
});
