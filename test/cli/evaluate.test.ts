// `lifecycle evaluate`: every figure with its interval, and what the decisions among them rest on.
import assert from 'node:assert/strict';
import { metricNames } from '../../src/core/evaluate/metrics';
import { drawPeople, peopleProject } from '../node/evaluate/peopleProject';
import { lifecycle } from './commandLine';

describe('lifecycle evaluate', () => {
  it('shows all metrics in a table, the one that counts first', async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    const { test, metric, threshold } = await made.evaluated();
    const { exitCode, stdout, stderr } = await lifecycle('--dir', made.root, 'evaluate', 'finder');
    assert.equal(exitCode, 0, stderr);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines[2]?.replace(/ +/g, ' '), 'metric value 95% interval baseline better');
    assert.ok(lines[4]?.startsWith(metric), lines[4]);
    for (const [name, { value, low, high }] of Object.entries(test.metrics)) {
      const shown = [value.toFixed(3), `${low.toFixed(3)} to ${high.toFixed(3)}`].join(' +');
      assert.match(stdout, new RegExp(`^${name} +${shown} `, 'm'));
    }
    const shown = metricNames.filter((name) => name in test.metrics);
    assert.ok(shown.includes('precision') && shown.includes('recall'));
    assert.match(stdout, /^[\w, ]*precision, recall: a row is called yes from /m);
    assert.ok(lines.at(-1)?.includes(` from ${threshold?.value.toFixed(3)} on, chosen by `), lines.at(-1));
  });

  it('tells each phase before it begins, as register does', async () => {
    const made = await peopleProject({ people: drawPeople(800) });
    const lifecycleIn = (...argv: string[]) => lifecycle('--dir', made.root, ...argv);
    for (const argv of [['collect'], ['prepare'], ['train', 'finder']]) await lifecycleIn(...argv);
    const phases = async (verb: string) => (await lifecycleIn(verb, 'finder')).stderr.trimEnd().split('\n');
    assert.deepEqual(await phases('evaluate'), [
      'evaluate: Reading the validation rows',
      'evaluate: Reading the training rows',
      'evaluate: Reading the test rows',
      'evaluate: Scoring 200 validation rows',
      'evaluate: Scoring 200 test rows',
      'evaluate: Measuring on 200 validation rows, each figure with its interval',
      'evaluate: Measuring on 200 test rows, each figure with its interval',
      'evaluate: Measuring what each column contributes',
    ]);
    assert.deepEqual(await phases('register'), [
      'register: Profiling the training rows, which windows are compared with',
      'register: Storing the version',
    ]);
  });
});
