// Which mistakes of a manifest keep which part of it from being used.
import assert from 'node:assert/strict';
import { errorsOf, requireMended, type Part } from '../../../src/core/manifest/parts';
import { readManifest } from '../../../src/core/manifest/read';
import { actsOn } from '../../../src/core/run/actsOn';

const right = {
  goals: ['uptake: {statement: s, metric: roc_auc, target: ">= 0.6"}'],
  datasets: ['bank: {path: bank.csv}', 'other: {path: other.csv}'],
  models: ['uptake: {goal: uptake, dataset: bank, train: a}', 'churn: {dataset: other, train: b}'],
  deployments: ['local: {model: uptake@champion}', 'second: {model: churn@champion}'],
  monitors: ['local: {window: 3 months}'],
} as const;
type Sections = Readonly<Record<keyof typeof right, readonly string[]>>;

const read = (changed: Partial<Sections>, rest = '') => {
  const sections: Sections = { ...right, ...changed };
  const text = Object.entries(sections).map(
    ([section, entries]) => `${section}:\n${entries.map((entry) => `  ${entry}\n`).join('')}`,
  );
  return readManifest(text.join('') + rest, 'lifecycle.yaml');
};
const mistakes = {
  nothing: read({}),
  'another dataset': read({ datasets: [right.datasets[0], 'other: {pth: other.csv}'] }),
  'its dataset': read({ datasets: ['bank: {pth: bank.csv}', right.datasets[1]] }),
  'its goal': read({ goals: ['uptake: {metric: roc_auk}'] }),
  'its model': read({ models: ['uptake: {dataset: bank, trian: a}', right.models[1]] }),
  'a deployment of another model': read({
    deployments: [right.deployments[0], 'second: {model: churn@champion, prt: 1}'],
  }),
  'a deployment of it': read({
    deployments: ['local: {model: uptake@champion, prt: 1}', right.deployments[1]],
  }),
  'a deployment of nobody knows what': read({ deployments: [right.deployments[0], 'second: {modl: x}'] }),
  'its monitor': read({ monitors: ['local: {windw: 3 months}'] }),
  'who approves': read({}, 'roles: {aprovers: []}\n'),
  'the Python': read({}, 'python: {requirement: a.txt}\n'),
  'roles that are none': read({}, 'roles: 5\n'),
  'a Python that is none': read({}, 'python: 5\n'),
  'a section': read({}, 'rolls: {}\n'),
  'the syntax': read({}, '\tx: 1\n'),
} as const;
type Mistake = keyof typeof mistakes;

const whole: readonly Mistake[] = ['a section', 'the syntax'];
const ofModel: readonly Mistake[] = [
  'its dataset', 'its goal', 'its model', 'who approves', 'the Python', 'roles that are none', 'a Python that is none',
]; // prettier-ignore
const following: readonly Mistake[] = ['a deployment of it', 'a deployment of nobody knows what'];
const refusing: readonly [
  stage: Parameters<typeof actsOn>[0],
  request: object,
  mistakes: readonly Mistake[],
][] = [
  ['collect', { names: ['bank'] }, ['its dataset']],
  ['check', {}, ['its dataset', 'another dataset']],
  ['train', { model: 'uptake' }, ofModel],
  ['promote', { model: 'uptake', version: 1, alias: 'champion' }, ofModel],
  ['promote', { model: 'uptake', version: 1 }, [...ofModel, ...following]],
  ['deploy', { deployment: 'local' }, [...ofModel, 'a deployment of it']],
  ['monitor', { names: ['local'] }, [...ofModel, 'a deployment of it', 'its monitor']],
  ['retrain', { model: 'uptake' }, [...ofModel, ...following, 'its monitor']],
  ['run', { models: ['uptake'] }, [...ofModel, ...following, 'its monitor']],
];

describe('mistakes of a manifest', () => {
  for (const [stage, request, expected] of refusing)
    it(`refuse ${stage} ${JSON.stringify(request)} only where it works on what is wrong`, () => {
      const found = Object.entries(mistakes).flatMap(([mistake, manifest]) =>
        errorsOf(manifest, actsOn(stage, request, manifest.entries)).length > 0 ? [mistake] : [],
      );
      assert.deepEqual(found.sort(), [...expected, ...whole].sort());
    });

  it('refuse to run all where any part is wrong', () => {
    const refused = Object.values(mistakes).map(
      (manifest) => errorsOf(manifest, actsOn('run', {}, manifest.entries)).length > 0,
    );
    assert.deepEqual(
      refused,
      Object.keys(mistakes).map((mistake) => mistake !== 'nothing'),
    );
  });

  const bank: Part = { section: 'datasets', name: 'bank' };
  it('are told with what can be used until they are mended', () => {
    const manifest = mistakes['another dataset'];
    assert.throws(() => requireMended(manifest, [bank, { section: 'datasets', name: 'other' }]), {
      message: 'lifecycle.yaml has to be mended first.',
      hint: 'What is right can be named alone until then, e.g. bank.',
    });
    assert.doesNotThrow(() => requireMended(manifest, [bank]));
  });

  it('keep a model from being used whose only dataset it does not name', () => {
    const manifest = readManifest('datasets: {bank: {pth: a}}\nmodels: {m: {train: a}}\n', 'f');
    assert.equal(errorsOf(manifest, [{ section: 'models', name: 'm' }]).length, 1);
  });
});
