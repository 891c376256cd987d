// What is measured is what is served: the same raw rows by way of `evaluate` and by way of the running server.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { scoresOf } from '../../../src/core/deploy/scores';
import type { CalibrationMap } from '../../../src/core/evaluate/calibration';
import type { Evaluation } from '../../../src/core/evaluate/evaluation';
import { numericLabels } from '../../../src/core/evaluate/labels';
import { metricValue } from '../../../src/core/evaluate/metricValue';
import { splitFile } from '../../../src/node/dataset/preparedFiles';
import { currentPrepared } from '../../../src/node/dataset/versions';
import { readDeploymentState } from '../../../src/node/deploy/folder';
import { localTarget } from '../../../src/node/deploy/local';
import { readLabelledRows } from '../../../src/node/evaluate/rows';
import { openModel } from '../../../src/node/onnx/session';
import { openProject } from '../../../src/node/project';
import { readRegistry } from '../../../src/node/registry/read';
import { builtProgram } from '../../builtProgram';
import { useOwnDataHome } from '../../ownDataHome';
import { drawPeople, logOdds, peopleProject, rawRow, type Person } from './peopleProject';

const never = new AbortController().signal;
const asLearnt = drawPeople(1600);
/** The model is far too sure, and too hopeful. */
const fewer = drawPeople(1600, { truth: (person) => 0.4 * logOdds(person) - 1.5 });
/** Some ages are missing, and mostly in the rows that nothing is learnt from. */
const withGaps = asLearnt.map((person, row) =>
  row % (row < 800 ? 50 : 5) === 0 ? { ...person, age: null } : person,
);
const learning = [
  { fill: { column: 'age', with: 'median' } },
  { clip: { column: 'age', low: '2%', high: '98%' } },
  { scale: { column: 'age', by: 'robust' } },
  { scale: { column: 'age', by: 'standard' } },
  { encode: { column: 'job', by: 'one_hot' } },
  { derive: { age: 'age * 20 + 50', job: "CASE WHEN job_student = 1 THEN 'student' ELSE 'admin' END" } },
];

describe('a version that was measured and deployed', () => {
  useOwnDataHome({ email: 'ana@example.org' });
  before(builtProgram);

  const cases: readonly [string, readonly Person[], boolean, boolean, object?][] = [
    ['as it was prepared', asLearnt, false, false],
    ['raw, by its steps', asLearnt, true, false],
    ['by what its steps learnt', withGaps, false, false, { prepare: learning }],
    ['as it was prepared, recalibrated', fewer, false, true],
    ['raw, by its steps, recalibrated', fewer, true, true],
  ];
  for (const [how, people, isRaw, isRecalibrated, dataset = {}] of cases)
    it(`answers a row ${how} with the probability that was measured`, async () => {
      const made = await peopleProject({ people, isRaw, dataset: { ...dataset } });
      const evaluation = await made.evaluated();
      assert.equal(evaluation.calibration !== undefined, isRecalibrated);
      await made.perform('register', { model: 'finder' });
      await made.perform('deploy', { deployment: 'live' });
      const project = await openProject(made.root);
      const state = await readDeploymentState(project.paths, 'live');
      assert.ok(state);
      try {
        const tested = people.slice(1200);
        const rows = tested.map((person) => rawRow(person, isRaw));
        const response = await fetch(`${state.url}/predict`, {
          method: 'POST',
          body: JSON.stringify({ rows }),
        });
        const { predictions } = (await response.json()) as {
          predictions: { score: number; label: string }[];
        };
        const served = Float64Array.from(predictions, ({ score }) => score);

        const measured = await measuredScores(made.root, evaluation, evaluation.calibration);
        assert.equal(served.length, 400);
        served.forEach((score, row) =>
          assert.ok(Math.abs(score - (measured[row] ?? NaN)) < 1e-12, `row ${row}`),
        );
        const labels = numericLabels({ task: 'classification', positive: 'yes' }, tested.map(({ y }) => y)); // prettier-ignore
        const threshold = evaluation.threshold?.value ?? NaN;
        for (const metric of ['roc_auc', 'log_loss', 'brier', 'f1'] as const) {
          const value = metricValue(metric, { labels, scores: served, threshold });
          assert.ok(Math.abs(value - (evaluation.test.metrics[metric]?.value ?? NaN)) < 1e-6, metric);
        }
        predictions.forEach(({ score, label }) => assert.equal(label, score >= threshold ? 'yes' : 'no'));

        const { state: registry } = await readRegistry(project.paths, 'finder');
        assert.deepEqual(registry.versions[0]?.calibration, evaluation.calibration);
        if (!isRecalibrated) return;
        const raw = await measuredScores(made.root, evaluation);
        assert.ok(Math.max(...served.map((score, row) => Math.abs(score - (raw[row] ?? NaN)))) > 0.1);
        assert.ok(
          metricValue('log_loss', { labels, scores: served }) <
            metricValue('log_loss', { labels, scores: raw }) - 0.05,
        );
      } finally {
        await localTarget(project.paths).stop(state, never);
      }
    });
});

/** The test rows as `evaluate` reads them, scored by the model file of the run. */
async function measuredScores(
  root: string,
  { run, classes = [], positive = '' }: Evaluation,
  calibration?: CalibrationMap,
): Promise<Float64Array> {
  const project = await openProject(root);
  const prepared = await currentPrepared(project, 'people');
  assert.ok(prepared);
  const file = await splitFile(project, prepared, 'test');
  const { rows } = await readLabelledRows(file, { target: 'y' }, never);
  const model = await openModel(join(project.paths.runs(run), 'artifacts', 'model.onnx'));
  try {
    const scored = {
      task: 'classification',
      classes,
      positive,
      ...(calibration ? { calibration } : {}),
    } as const;
    return scoresOf(scored, await model.predict(rows, never));
  } finally {
    await model.close();
  }
}
