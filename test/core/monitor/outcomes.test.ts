// What to write where a monitor names no outcomes: the limit asks for no more than the version was measured at.
import assert from 'node:assert/strict';
import type { Interval } from '../../../src/core/evaluate/interval';
import { outcomesToName } from '../../../src/core/monitor/outcomes';
import { readManifest } from '../../../src/core/manifest/read';

const figure = (low: number, value: number, high: number): Interval => ({
  low,
  value,
  high,
  level: 0.95,
  method: 'BCa',
  n: 900,
});
const measured = {
  roc_auc: figure(0.61234, 0.7, 0.78),
  rmse: figure(1.1, 1.3, 1.51789),
};

interface Model {
  readonly task?: string;
  readonly goal?: string;
  readonly key?: string;
  readonly monitor?: string;
}

function named({ task = 'classification', goal, key, monitor = '' }: Model, figures = {}) {
  const { manifest } = readManifest(
    [
      ...(goal === undefined ? [] : [`goals: {aim: ${goal}}`]),
      `datasets: {calls: {path: calls.csv, target: y${key === undefined ? '' : `, key: ${key}`}}}`,
      `models: {uptake: {dataset: calls, task: ${task}, train: python train.py${goal === undefined ? '' : ', goal: aim'}}}`,
      'deployments: {live: {model: uptake@champion, target: local}}',
      `monitors: {live: {window: 1 month${monitor}}}`,
    ].join('\n'),
    'lifecycle.yaml',
  );
  return outcomesToName(manifest, 'live', figures);
}

const labels = { path: 'data/outcomes/*.csv', key: 'id' };

describe('what to write of outcomes', () => {
  const table: readonly (readonly [string, Model, object, object])[] = [
    ['the least that a figure to be great was measured at', {}, measured, { labels, performance: { metric: 'roc_auc', min: 0.612 } }],
    ['the most that a figure to be small was measured at', { task: 'regression' }, measured, { labels, performance: { metric: 'rmse', max: 1.52 } }],
    ['what the goal asks for, whatever was measured', { goal: "{metric: roc_auc, target: '>= 0.65'}" }, measured, { labels, performance: { metric: 'roc_auc', min: 0.65 } }],
    ['the most that the goal allows', { task: 'regression', goal: "{metric: rmse, target: '<= 2'}" }, measured, { labels, performance: { metric: 'rmse', max: 2 } }],
    ['no limit where nothing was measured', {}, {}, { labels }],
    ['no limit where the measured end is none', { task: 'regression' }, { rmse: figure(1, 2, Infinity) }, { labels }],
    ['no limit beside one that stands there', { monitor: ', performance: {metric: roc_auc, min: 0.5}' }, measured, { labels }],
    ['the key of its dataset', { key: 'customer' }, {}, { labels: { ...labels, key: 'customer' } }],
  ]; // prettier-ignore
  for (const [name, model, figures, keys] of table)
    it(`is ${name}`, () => assert.deepEqual(named(model, figures), keys));
});
