// `lifecycle evaluate`: every figure with its interval, and what the decisions among them rest on.
import assert from 'node:assert/strict';
import type { Evaluation } from '../../src/core/evaluate/evaluation';
import { metricNames } from '../../src/core/evaluate/metrics';
import { drawPeople, logOdds, peopleProject, type Person } from '../node/evaluate/peopleProject';
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

  it('shows what its calls are worth beside nobody and everybody, what the baseline answers by, and slices that stand out', async () => {
    // Of students the answers are turned round.
    const truth = (person: Pick<Person, 'age' | 'job'>) =>
      logOdds(person) * (person.job === 'student' ? -1 : 1);
    const made = await peopleProject({
      people: drawPeople(1600, { truth }),
      value: { tp: 60, fp: -12, currency: 'EUR', capacity: '20%' },
      model: { evaluate: { slices: ['job', 'age'] } },
    });
    const { value, test, slices } = await made.evaluated();
    assert.ok(value);
    const { stdout } = await lifecycle('--dir', made.root, 'evaluate', 'finder');
    const [own, none, all] = [value.model.value, value.none, value.all].map((money) => money.toFixed(2));
    assert.match(
      stdout,
      new RegExp(
        `Worth: acting on the best 20% ${own} \\(.*\\) EUR per case, on nobody ${none}, on everybody ${all}\\.`,
      ),
    );
    assert.match(
      stdout,
      /^The baseline is one answer for every row, the best for the training rows: [\d.]+% of them are yes\.$/m,
    );
    assert.match(stdout, /^job student +\d/m);
    assert.doesNotMatch(stdout, /^job admin .* missing/m);
    assert.match(stdout, /^Of \d+ intervals at 95%, 0\.\d are expected to miss/m);
    assert.equal(test.constant?.kind, 'share');
    const json = await lifecycle('--dir', made.root, 'evaluate', 'finder', '--json');
    const document = JSON.parse(json.stdout) as Evaluation;
    assert.deepEqual(
      [document.value?.none, document.value?.all, document.slices.length],
      [value.none, value.all, slices.length],
    );
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
