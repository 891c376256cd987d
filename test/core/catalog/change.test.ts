import assert from 'node:assert/strict';
import { buildCatalog } from '../../../src/core/catalog/catalog';
import type { CatalogFacts } from '../../../src/core/catalog/facts';
import { allNodes } from '../../../src/core/catalog/node';
import type { Aim } from '../../../src/core/run/aim';
import type { Tuning } from '../../../src/core/tune/tuning';
import { done, measured, promoted, registry, run, version, wellFacts } from './story';

const { training } = version(1);
const script = `sha256:${'5'.repeat(64)}`;
const id = '20261121T081200-trial1';

const yes: Aim = { target: 'y', classes: ['no', 'yes'], positive: 'yes' };

/** All is well, with a choice of a tuning that was trained with these parameters. */
function chosen(
  params: Readonly<Record<string, number>>,
  {
    code = script,
    seed = training.seed,
    aim = {},
    judged = {},
    tried = [1, 0.1],
    task = 'classification',
  }: {
    readonly code?: string;
    readonly seed?: number;
    readonly aim?: Aim;
    readonly judged?: Pick<Partial<Tuning>, 'metric' | 'groupedBy'>;
    readonly tried?: readonly number[];
    readonly task?: 'classification' | 'regression';
  } = {},
): CatalogFacts {
  const well = wellFacts();
  const trials = tried.map((c) => ({ params: { c } }));
  const outcome = { ...done.outcome, document: { chosen: id, trials, metric: 'roc_auc', ...judged } };
  const trained = { ...training, ...aim, task, params, seed, code: { ...training.code, script } };
  return {
    ...well,
    registries: [registry([version(1, 0.7, { run: id })], [promoted(1)])],
    runs: [
      run('tune', '11-21T08:30', { ...done, outcome }),
      ...well.runs.filter(({ record }) => record.stage !== 'tune'),
    ],
    candidates: [
      {
        model: 'uptake',
        run: run('train', '11-21T08:12', { ...done, training: trained }, { id }),
        measured,
        script: code,
      },
    ],
  };
}

describe('what has changed since a model was trained', () => {
  for (const [name, facts, change] of [
    ['nothing', chosen({ c: 0.1 }), undefined],
    ['a parameter', chosen({ c: 0.1, depth: 3 }), 'its parameters have changed'],
    ['a value that is tried no more', chosen({ c: 3 }), 'its parameters have changed'],
    ['the task', chosen({ c: 0.1 }, { task: 'regression' }), 'its task has changed'],
    ['nothing of what it tells', chosen({ c: 0.1 }, { aim: yes }), undefined],
    ['the target', chosen({ c: 0.1 }, { aim: { ...yes, target: 'z' } }), 'its target has changed'],
    [
      'the positive class',
      chosen({ c: 0.1 }, { aim: { ...yes, positive: 'no' } }),
      'its positive class has changed',
    ],
    [
      'the metric',
      chosen({ c: 0.1 }, { judged: { metric: 'accuracy' } }),
      'what its tuning judges by has changed',
    ],
    [
      'the key',
      chosen({ c: 0.1 }, { judged: { groupedBy: 'age' } }),
      'what its tuning judges by has changed',
    ],
    ['the seed', chosen({ c: 0.1 }, { seed: training.seed + 1 }), 'its seed has changed'],
    ['the code', chosen({ c: 0.1 }, { code: 'other' }), 'its code has changed'],
    ['a value more to try', chosen({ c: 0.1 }, { tried: [0.1] }), 'what its tuning tries has changed'],
  ] as const)
    it(`is told with the step and in the rows of its verbs: ${name}`, () => {
      const { next, process } = buildCatalog(facts);
      const stale = [...allNodes(process)]
        .filter(({ kind, state }) => kind === 'stage' && state === 'stale')
        .map(({ label, description }) => `${label} ${description}`);
      const since = change === undefined ? [] : [`${change} since`];
      assert.deepEqual(
        stale,
        since.flatMap((text) => [`Train ${text}`, `Tune ${text}`]),
      );
      const model = [...allNodes(process)].find((node) => node.id === 'process:uptake');
      assert.equal(/(\d) out of date/.exec(model?.description ?? '')?.[1], change && '2');
      assert.deepEqual(
        next
          .filter(({ stage }) => stage === 'train' || stage === 'tune')
          .map(({ title, why }) => `${title}: ${why.toLowerCase()}`),
        since.map((text) => `Tune uptake: ${text} it was last trained.`),
      );
    });
});
