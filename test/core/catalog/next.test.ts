// What to do next, and why, in every place a project can stand.
import assert from 'node:assert/strict';
import { Command } from 'commander';
import type { Bind } from '../../../src/cli/verb';
import { verbs } from '../../../src/cli/verbs';
import type { CatalogFacts, DeploymentFacts, SourceNow } from '../../../src/core/catalog/facts';
import type { Dataset } from '../../../src/core/manifest/dataset';
import { deployingOf, nextSteps, whyNothing } from '../../../src/core/catalog/next';
import type { EvaluationStanding } from '../../../src/core/evaluate/evaluation';
import type { DeploymentState } from '../../../src/core/deploy/deployment';
import { commandText } from '../../../src/core/remedy';
import {
  check,
  collected,
  deployed,
  done,
  failed,
  finding,
  interval,
  manifestText,
  measured as measuredNow,
  ofSecond,
  opened,
  prepared,
  promoted,
  refused,
  registry,
  resolved,
  retrained,
  unjoined,
  run,
  version,
  wellFacts,
  window,
  withCandidate,
} from './story';

/** `severity title: why change | first | command` */
const told = (facts: CatalogFacts) =>
  nextSteps(withCandidate(facts)).map(({ severity, title, why, change, before, command }) =>
    [
      [`${severity} ${title}: ${why}`, change].filter(Boolean).join(' '),
      ...(before ? [commandText(before)] : []),
      ...(command === undefined ? [] : [command]),
    ].join(' | '),
  );

const well = wellFacts();
const withData = (
  data: Partial<CatalogFacts['datasets'][number]>,
  runs: CatalogFacts['runs'] = [],
): CatalogFacts => ({
  ...well,
  datasets: [{ name: 'bank', ...data }],
  registries: [],
  runs,
  deployments: [],
  monitors: [],
});
const local = (facts: Partial<DeploymentFacts>, state: Partial<DeploymentState> = {}): DeploymentFacts => ({
  name: 'local',
  state: { ...deployed, ...state },
  ...facts,
});
const partsOf = (text: string): Pick<CatalogFacts, 'manifest' | 'entries'> =>
  (({ manifest, entries }) => ({ manifest, entries }))(wellFacts(text));
const asBank = 'prepare: [{drop: [duration]}], split: {by: order, train: 0.8, validation: 0.1, test: 0.1}';
const unlabelled = manifestText.slice(0, manifestText.indexOf('    labels:'));
const rules = { window: '3 months by "seen"', reference: 'train', drift: 'as by itself', labels: 'none', performance: 'none' }; // prettier-ignore
const judgedBefore = { ...rules, window: '3 months by the time of the answer', labels: 'data/outcomes/*.csv after 0d', performance: 'roc_auc >= 0.65' }; // prettier-ignore
const judgedWithoutFiles = (unmatched: string): CatalogFacts => {
  const outcome = { ...done.outcome, document: { monitors: [{ name: 'local', unmatched }] } };
  return { ...well, runs: [run('monitor', '11-22T00:00', { ...done, outcome }), ...well.runs] };
};
const ready = { collected, prepared, check: check() };
const withSettings = (change: Partial<Dataset>): CatalogFacts => {
  const datasets = well.manifest.datasets ?? {};
  const bank = { ...(datasets['bank'] ?? assert.fail()), ...change };
  return { ...well, manifest: { ...well.manifest, datasets: { ...datasets, bank } } };
};
const withSources = (sources: readonly SourceNow[]): CatalogFacts => {
  const history = { uri: 'source/history.csv', path: 'data/bank/history.csv', digest: '', bytes: 100 };
  const others = sources.some(({ uri }) => uri.endsWith('other.csv'))
    ? [{ ...history, uri: 'source/other.csv', path: 'data/bank/other.csv', bytes: 9 }]
    : [];
  const facts = withSettings({ source: 'source/*.csv', path: 'data/bank' });
  const own = { ...ready, collected: { ...collected, sources: [history, ...others] }, sources };
  return { ...facts, datasets: [{ name: 'bank', ...own }] };
};
const training = version(1).training;
const trained = run('train', '11-21T08:00', { ...done, training });
const tuned = run('tune', '11-21T08:10', done);
const measured = run('evaluate', '11-21T08:20', done);

function preparedAnew(isMeasured: boolean): CatalogFacts {
  const { train, validation } = prepared.parts;
  const { training } = version(1);
  const parts = { train: train?.fingerprint ?? '', validation: validation?.fingerprint ?? '' };
  const learnt = { ...training, params: { c: 1 }, data: { ...training.data, ...parts } };
  const runs = well.runs
    .filter(({ record }) => isMeasured || record.stage !== 'evaluate')
    .map((one) =>
      one.record.stage === 'train' ? { ...one, state: { ...one.state, training: learnt } } : one,
    );
  const datasets = [{ name: 'bank', ...ready, prepared: { ...prepared, fingerprint: 'sha256:9' } }];
  return { ...well, datasets, runs };
}

const cases: readonly (readonly [string, CatalogFacts, readonly string[]])[] = [
  ['nothing when all is well', well, []],
  [
    'collecting what was never collected',
    withData({}),
    ['info Collect bank: It was never collected. | lifecycle collect bank'],
  ],
  [
    'collecting again what failed, with the reason',
    withData({}, [run('collect', '11-24T08:00', failed('The address did not answer.'))]),
    [
      'error Collect bank again: The last time it failed: The address did not answer. Try again. | lifecycle collect bank',
    ],
  ],
  [
    'collecting again what was lost',
    withData({}, [run('collect', '11-24T08:00', { status: 'lost' }, { id: 'lost-run' })]),
    [
      'error Collect bank again: The last time it failed: Its process ended without a word, e.g. because the machine went down. See its log, then run it again. | lifecycle log lost-run | lifecycle collect bank',
    ],
  ],
  [
    'collecting again what failed before the manifest was changed, with nothing to change first',
    {
      ...withData({}, [run('collect', '11-24T08:00', failed('The address did not answer.'))]),
      manifestAt: '2026-11-24T13:00:00.000Z',
    },
    [
      'error Collect bank again: The last time it failed: The address did not answer. lifecycle.yaml was changed since. | lifecycle collect bank',
    ],
  ],
  [
    'checking again what failed before it was prepared',
    withData({ collected, prepared }, [
      run('check', '11-20T08:00', {
        ...failed('A column was missing.'),
        endedAt: '2026-11-20T08:00:30.000Z',
      }),
    ]),
    [
      'error Check bank again: The last time it failed: A column was missing. bank was prepared since. | lifecycle check bank',
      'info Train uptake: It was never trained. | lifecycle train uptake',
    ],
  ],
  [
    'training where there is no Python, once that is made',
    { ...withData(ready), lacksEnvironment: true },
    ['info Train uptake: It was never trained. | lifecycle python --create | lifecycle train uptake'],
  ],
  [
    'promoting again what failed, with the reason',
    {
      ...wellFacts(manifestText.replace('approvals: 1, ', '')),
      registries: [registry([version(1), version(2)], [promoted(1)])],
      runs: [run('promote', '11-24T08:00', failed('git does not know who you are.')), ...well.runs],
    },
    [
      'error Promote uptake@2 again: The last time it failed: git does not know who you are. Try again. | lifecycle promote uptake@2',
    ],
  ],
  ['nothing of what runs', withData({}, [run('collect', '11-24T08:00', { status: 'running' })]), []],
  [
    'collecting a source that has changed',
    withData(
      {
        ...ready,
        sources: [{ uri: 'source/history.csv', bytes: 120, modified: '2026-11-23T00:00:00.000Z' }],
      },
      [trained, tuned, measured],
    ),
    [
      'warning Collect bank: source/history.csv has changed since 20 Nov 2026. | lifecycle collect bank',
      'info Register uptake: It was measured, but no version is registered. | lifecycle register uptake',
    ],
  ],
  ...(
    [
      ['another path', { path: 'data/calls.csv' }, 'Its path has changed.'],
      ['another source', { source: 'source/*.json' }, 'Its source has changed.'],
      ['no source any more', { source: undefined }, 'Its source has changed.'],
      ['an address for a source', { source: 'https://a.org/source/history.csv' }, 'Its source has changed.'],
      ['the same source, written otherwise', { source: './source//history.csv' }, undefined],
      ['a glob that brings the same', { source: 'source/*.csv' }, undefined],
      ['the folder of the same', { source: 'source/' }, undefined],
    ] as const
  ).map(
    ([what, change, why]) =>
      [
        `${why === undefined ? 'nothing of' : 'collecting what has'} ${what}`,
        withSettings(change),
        why === undefined ? [] : [`warning Collect bank: ${why} | lifecycle collect bank`],
      ] as const,
  ),
  ...(
    [
      [
        'is new',
        [
          { uri: 'source/history.csv', bytes: 100 },
          { uri: 'source/later.csv', bytes: 9 },
        ],
        'source/later.csv was not collected yet',
      ],
      [
        'was taken away',
        [{ uri: 'source/history.csv' }, { uri: 'source/other.csv', bytes: 9 }],
        'source/history.csv was taken away since 20 Nov 2026',
      ],
      ['is the only one and gone', [{ uri: 'source/history.csv' }], undefined],
    ] as const
  ).map(
    ([what, sources, why]) =>
      [
        `${why === undefined ? 'nothing of' : 'collecting where'} a file that ${what}`,
        withSources(sources),
        why === undefined ? [] : [`warning Collect bank: ${why}. | lifecycle collect bank`],
      ] as const,
  ),
  [
    'nothing of a source that was only touched within the second',
    {
      ...well,
      datasets: [
        {
          name: 'bank',
          ...ready,
          sources: [{ uri: 'source/history.csv', bytes: 100, modified: '2026-11-19T00:00:00.400Z' }],
        },
      ],
    },
    [],
  ],
  [
    'collecting data that got too old',
    { ...well, asOf: '2026-12-21T00:00:00.000Z' },
    ['warning Collect bank: It was collected on 20 Nov 2026 and may be 30d old. | lifecycle collect bank'],
  ],
  [
    'preparing what was collected',
    withData({ collected }),
    ['info Prepare bank: It was never prepared. | lifecycle prepare bank'],
  ],
  [
    'preparing again what newer data was collected for',
    { ...well, datasets: [{ name: 'bank', ...ready, prepared: { ...prepared, from: 'sha256:0' } }] },
    ['warning Prepare bank: Newer data was collected. | lifecycle prepare bank'],
  ],
  [
    'preparing again by other steps',
    wellFacts(manifestText.replace('drop: [duration]', 'drop: [duration, age]')),
    ['warning Prepare bank: Its steps have changed. | lifecycle prepare bank'],
  ],
  [
    'preparing again by another split',
    wellFacts(manifestText.replace('train: 0.8', 'train: 0.7').replace('validation: 0.1', 'validation: 0.2')),
    ['warning Prepare bank: Its split has changed. | lifecycle prepare bank'],
  ],
  [
    'checking what was prepared, and training on it',
    withData({ collected, prepared }),
    [
      'info Check bank: It was never checked. | lifecycle check bank',
      'info Train uptake: It was never trained. | lifecycle train uptake',
    ],
  ],
  [
    'mending data whose check failed, with the first reason and its fix',
    {
      ...well,
      datasets: [
        {
          name: 'bank',
          ...ready,
          check: check(
            [
              finding('leak:duration', 'error', { fix: { text: 'Drop it.', step: { drop: ['duration'] } } }),
              finding('x', 'error', { fix: { text: 'Drop it.', step: { drop: ['x'] } } }),
              finding('y', 'warning'),
            ],
            false,
          ),
        },
      ],
    },
    [
      'error Mend bank: Its check failed. leak:duration is wrong. Drop it. (and 1 more) | lifecycle prepare bank',
    ],
  ],
  [
    'nothing of findings that preparation took care of',
    {
      ...well,
      datasets: [
        { name: 'bank', ...ready, check: check([finding('leak:duration', 'error', { resolvedBy: 'drop' })]) },
      ],
    },
    [],
  ],
  [
    'mending data that an expectation does not hold of',
    {
      ...well,
      datasets: [
        {
          name: 'bank',
          ...ready,
          check: {
            passed: false,
            findings: [],
            expectations: [
              {
                expectation: 'unique [id]',
                passed: false,
                observed: '3 rows twice',
                unexpectedCount: 3,
                elementCount: 9,
                rows: [],
              },
            ],
          },
        },
      ],
    },
    ['error Mend bank: Its check failed. unique [id] does not hold: 3 rows twice. | lifecycle check bank'],
  ],
  [
    'tuning what was trained',
    withData(ready, [trained]),
    ['info Tune uptake: It was trained, but never tuned. | lifecycle tune uptake'],
  ],
  [
    'measuring what was tuned',
    withData(ready, [tuned, trained]),
    ['info Evaluate uptake: Its newest training was not measured yet. | lifecycle evaluate uptake'],
  ],
  [
    'registering what was measured',
    withData(ready, [measured, tuned, trained]),
    ['info Register uptake: It was measured, but no version is registered. | lifecycle register uptake'],
  ],
  [
    'measuring again what was trained since',
    withData(ready, [run('train', '11-22T08:00', { ...done, training }), measured, tuned, trained]),
    ['info Evaluate uptake: Its newest training was not measured yet. | lifecycle evaluate uptake'],
  ],
  [
    'registering what was trained and measured since',
    {
      ...well,
      runs: [
        run('evaluate', '11-22T08:20', done),
        run('train', '11-22T08:00', { ...done, training }),
        ...well.runs,
      ],
    },
    [
      'info Register uptake: It was trained and measured after version 1, and is no version yet. | lifecycle register uptake',
    ],
  ],
  [
    'training again after a failure',
    withData(ready, [run('train', '11-22T08:00', failed('train.py ended with 1.'))]),
    [
      'error Train uptake again: The last time it failed: train.py ended with 1. Try again. | lifecycle train uptake',
    ],
  ],
  [
    'nothing of a failed trial: it is part of its tuning',
    withData(ready, [
      run('train', '11-21T08:12', failed('x'), { parent: tuned.record.id }),
      tuned,
      trained,
      measured,
    ]),
    ['info Register uptake: It was measured, but no version is registered. | lifecycle register uptake'],
  ],
  [
    'training on data that changed',
    { ...well, datasets: [{ name: 'bank', ...ready, prepared: { ...prepared, fingerprint: 'sha256:9' } }] },
    ['warning Train uptake: bank has changed since it was last trained. | lifecycle train uptake'],
  ],
  [
    'registering other steps that give the values it learnt from, and no training',
    preparedAnew(true),
    [
      'warning Register uptake: The preparation of bank has changed since version 1 was registered; what it learnt from has not, so it need not be trained again to be served with it. | lifecycle register uptake',
    ],
  ],
  [
    'no registering of the model below one that was retrained: it would come back over it',
    {
      ...preparedAnew(true),
      registries: [
        registry(
          [version(1), { ...version(2), run: '20261122T080000-retrained' }],
          [promoted(1), promoted(2)],
        ),
      ],
    },
    ['warning Deploy local: uptake@champion is version 2, but version 1 answers. | lifecycle deploy local'],
  ],
  [
    'measuring on other test rows first, though what it learnt from is the same',
    preparedAnew(false),
    [
      'warning Evaluate uptake: The test rows of bank have changed since it was measured; what it learnt from has not. | lifecycle evaluate uptake',
    ],
  ],
  [
    'approving a version that lacks approvals',
    {
      ...well,
      registries: [
        registry([version(1), version(2)], [promoted(1), refused(2, 'approvals', '0 approvals.')]),
      ],
    },
    [
      'info Approve uptake@2: 0 of 1 approval to become champion; not counting ana@example.org, who registered it. | lifecycle approve uptake@2',
    ],
  ],
  [
    'another person’s approval, without asking again whom it does not count from, when only the one who registered it and a stranger approved',
    {
      ...well,
      registries: [
        registry(
          [version(1), version(2)],
          [
            promoted(1),
            { kind: 'approved', at: '2026-11-22T10:00:00.000Z', version: 2 },
            { kind: 'approved', at: '2026-11-22T10:00:00.000Z', version: 2, by: 'eve@example.org' },
          ],
        ),
      ],
    },
    [
      'info Approve uptake@2: 0 of 1 approval to become champion; not counting ana@example.org, who registered it. Another person has to approve it, by git’s user.email; for who works alone: approvals: 0 in the gates of uptake asks nobody.',
    ],
  ],
  [
    'promoting an approved version',
    {
      ...well,
      registries: [
        registry(
          [version(1), version(2)],
          [
            promoted(1),
            { kind: 'approved', at: '2026-11-22T10:00:00.000Z', version: 2, by: 'ben@example.org' },
          ],
        ),
      ],
    },
    ['info Promote uptake@2: It is newer than version 1, which is champion. | lifecycle promote uptake@2'],
  ],
  [
    'promoting what only a gate refused that is asked no more',
    {
      ...wellFacts(manifestText.replace('gates: {approvals: 1, goal: met}', 'gates: {checks: pass}')),
      registries: [
        registry([version(1), version(2)], [promoted(1), refused(2, 'goal', 'roc_auc 0.638 misses.')]),
      ],
    },
    ['info Promote uptake@2: It is newer than version 1, which is champion. | lifecycle promote uptake@2'],
  ],
  [
    'nothing about tuning where a version is registered: it may have been tuned on another machine',
    { ...well, runs: well.runs.filter(({ record }) => record.stage !== 'tune') },
    [],
  ],
  [
    'nothing of a refused version while a champion serves',
    {
      ...well,
      registries: [
        registry([version(1), version(2)], [promoted(1), refused(2, 'goal', 'roc_auc 0.638 misses.')]),
      ],
    },
    [],
  ],
  [
    'improving a model whose only version was refused',
    {
      ...well,
      deployments: [],
      monitors: [],
      registries: [registry([version(1)], [refused(1, 'goal', 'roc_auc 0.638 misses >= 0.65.')])],
    },
    [
      'warning Improve uptake: Version 1 was refused as champion: roc_auc 0.638 misses >= 0.65. | lifecycle tune uptake',
    ],
  ],
  [
    'naming a deployment of a champion that nothing serves',
    wellFacts(manifestText.slice(0, manifestText.indexOf('deployments:'))),
    [
      'info Name a deployment of uptake: Version 1 is champion, but lifecycle.yaml names no deployment of it.',
    ],
  ],
  [
    'nothing of an approval for what another gate refuses as well, while a champion serves',
    {
      ...well,
      registries: [
        registry(
          [version(1), version(2)],
          [
            promoted(1),
            {
              ...refused(2, 'goal', 'Not compared.'),
              gates: [
                { gate: 'approvals', passed: false, reason: '0 approvals.' },
                { gate: 'goal', passed: false, reason: 'Not compared.' },
              ],
            },
          ],
        ),
      ],
    },
    [],
  ],
  [
    'watching a deployment that no monitor watches',
    wellFacts(manifestText.slice(0, manifestText.indexOf('monitors:'))),
    [
      'info Watch local: It answers, but no monitor watches it. Say how long a window is, and where the outcomes come to lie.',
    ],
  ],
  [
    'naming the outcomes of a monitor, once it was judged without',
    wellFacts(unlabelled),
    [
      'info Name the outcomes of local: local names no outcomes, so only drift is seen, not how well its model does. Write where they come to lie, "labels", and what is to be reached, "performance", below monitors.local in lifecycle.yaml; where none will come, "drift: {}" says so.',
    ],
  ],
  [
    'bringing the outcomes, where no file matched their place as it was judged',
    judgedWithoutFiles('data/outcomes/*.csv'),
    [
      'info Bring the outcomes of local: No file matches labels.path "data/outcomes/*.csv", so no row is labelled. Put the files of the outcomes there, or name their place in labels.path of the monitor. | lifecycle monitor local',
    ],
  ],
  [
    'no outcomes, where no file matched a place that is named no more',
    judgedWithoutFiles('elsewhere/*.csv'),
    [],
  ],
  [
    'no outcomes, where the monitor says that it watches drift',
    wellFacts(unlabelled.replace('window: 3 months', 'window: 3 months\n    drift: {}')),
    [],
  ],
  [
    'making a model of data that none learns from',
    {
      ...withData(ready),
      ...partsOf(manifestText.slice(0, manifestText.indexOf('models:'))),
    },
    [
      'info Make a model of bank: No model learns from it. Make one from a template, or write the command that trains one. | lifecycle new bank --dataset bank',
    ],
  ],
  [
    'making a model of data whose target nobody names',
    {
      ...withData(ready),
      ...partsOf(
        `datasets:\n  bank: {source: source/history.csv, path: data/bank.csv, freshness: 30d, ${asBank}}\n`,
      ),
    },
    [
      'info Make a model of bank: No column of it is named as its target, and no model learns from it. Make one from a template, and say which column it predicts. | lifecycle new bank --dataset bank --target COLUMN',
    ],
  ],
  [
    'no model of data without a target beside a model that learns from other data',
    wellFacts(
      manifestText
        .replace('train: python', 'dataset: bank\n    train: python')
        .replace(
          'datasets:',
          `datasets:\n  outcomes: {source: source/history.csv, path: data, freshness: 30d, ${asBank}}`,
        ),
      'outcomes',
    ),
    [],
  ],
  [
    'nothing of a retired version',
    {
      ...well,
      registries: [
        registry(
          [version(1), version(2)],
          [promoted(1), { kind: 'retired', at: '2026-11-23T10:00:00.000Z', version: 2 }],
        ),
      ],
    },
    [],
  ],
  [
    'naming another version than one that its gates do not let through',
    {
      ...wellFacts(manifestText.replace('uptake@champion', 'uptake@2')),
      registries: [registry([version(1), version(2, 0.6)], [promoted(1), refused(2, 'goal', 'Missed.')])],
      deployments: [{ name: 'local' }],
    },
    [
      'warning Mend local: uptake@2 was never promoted to champion, and the gates of uptake do not let it through: roc_auc 0.600 (0.580 to 0.620) on test misses the goal >= 0.65. 0 approvals; 1 needed, not counting ana@example.org who registered it. Mend what the gates name and promote uptake@2, or name one that was promoted: uptake@1.',
    ],
  ],
  [
    'promoting to the alias that gates guard what a deployment follows by another alias',
    {
      ...wellFacts(
        manifestText.replace('uptake@champion', 'uptake@challenger').replace('approvals: 1, ', ''),
      ),
      registries: [registry([version(1, 0.6)], [{ ...promoted(1), alias: 'challenger', gates: [] }])],
      deployments: [{ name: 'local' }],
    },
    [
      'warning Mend local: uptake@1 was never promoted to champion, and the gates of uptake do not let it through: roc_auc 0.600 (0.580 to 0.620) on test misses the goal >= 0.65. Mend what the gates name and promote uptake@1 --to champion.',
    ],
  ],
  [
    'deploying a version that was champion before',
    {
      ...wellFacts(manifestText.replace('uptake@champion', 'uptake@1')),
      registries: [registry([version(1), version(2)], [promoted(1), promoted(2)])],
      deployments: [local({ isAlive: true }, { version: 2 })],
    },
    ['warning Deploy local: uptake@1 is version 1, but version 2 answers. | lifecycle deploy local'],
  ],
  [
    'deploying a champion',
    { ...well, deployments: [{ name: 'local' }] },
    ['warning Deploy local: uptake@champion is version 1, and nothing answers yet. | lifecycle deploy local'],
  ],
  [
    'deploying a new champion',
    { ...well, deployments: [local({}, { version: 2 })] },
    ['warning Deploy local: uptake@champion is version 1, but version 2 answers. | lifecycle deploy local'],
  ],
  [
    'starting a server that died',
    { ...well, deployments: [local({ isAlive: false })] },
    ['error Deploy local: Its server is not running. | lifecycle deploy local'],
  ],
  [
    'starting a server that died before looking at drift, whatever comes first in the manifest',
    {
      ...well,
      deployments: [local({ isAlive: false })],
      monitors: [{ name: 'local', windows: [], alerts: [opened('drift')] }],
    },
    [
      'error Deploy local: Its server is not running. | lifecycle deploy local',
      'warning Look at local: uptake@1 sees other data: month. Retrain it on newer data. If the column may differ, add drift: {ignore: [month]} to monitors.local in lifecycle.yaml. | lifecycle monitor local',
    ],
  ],
  [
    'starting again, without alarm, a server that was stopped',
    {
      ...well,
      deployments: [local({ isAlive: false }, { stoppedAt: '2026-11-23T10:00:00.000Z' })],
    },
    ['warning Deploy local: Its server was stopped. | lifecycle deploy local'],
  ],
  [
    'looking at drift that did no harm, even where drift may retrain',
    {
      ...wellFacts(manifestText.replace('when: [performance]', 'when: [performance, drift]')),
      monitors: [
        {
          name: 'local',
          windows: [{ ...window, performance: { ...interval(0.749), metric: 'roc_auc' } }],
          alerts: [opened('drift')],
        },
      ],
    },
    [
      'warning Look at local: uptake@1 sees other data: month. Look at the column; so far it answers well: roc_auc 0.749 (0.729 to 0.769) in Jul 2026 to Sep 2026, above the limit of 0.65. If the column may differ, add drift: {ignore: [month]} to monitors.local in lifecycle.yaml. | lifecycle monitor local',
    ],
  ],
  [
    'retraining on drift where the policy says so and labels have not come',
    {
      ...wellFacts(manifestText.replace('when: [performance]', 'when: [performance, drift]')),
      monitors: [{ name: 'local', windows: [], alerts: [opened('drift')] }],
    },
    ['warning Retrain uptake: uptake@1 sees other data: month. | lifecycle retrain uptake'],
  ],
  [
    'looking at a fall that the policy does not retrain on, as the verb would refuse it',
    {
      ...wellFacts(manifestText.replace('when: [performance]', 'when: [drift]')),
      monitors: [{ name: 'local', windows: [], alerts: [opened('performance')] }],
    },
    [
      'error Look at local: uptake@1 fell below the limit of 0.65: roc_auc 0.598. Find out what changed; to answer it by retraining, add "performance" to retrain.when of its monitor in lifecycle.yaml. | lifecycle monitor local',
    ],
  ],
  [
    'looking at labels that match no prediction, not retraining, whatever the policy says',
    {
      ...wellFacts(manifestText.replace('when: [performance]', 'when: [performance, drift]')),
      monitors: [{ name: 'local', windows: [], alerts: [unjoined] }],
    },
    [
      'error Look at local: 0 of 300 labels match a prediction: "id" of the labels holds values such as "C-1", that of the predictions such as "1". Write the same values in both, or name the column that holds them in labels.key of the monitor; then judge again. | lifecycle monitor local',
    ],
  ],
  [
    'using what nobody asked yet',
    { ...well, deployments: [local({ isAlive: true })] },
    [
      'info Use local: It answers, but nobody has asked it for a prediction yet. | lifecycle predict local --input FILE',
    ],
  ],
  [
    'judging newer predictions',
    {
      ...well,
      deployments: [local({ isAlive: true, lastPrediction: '2026-11-23T00:00:00.000Z' })],
    },
    ['info Monitor local: There are predictions newer than its last judgement. | lifecycle monitor local'],
  ],
  [
    'judging anew what was judged by other rules',
    {
      ...well,
      monitors: [{ name: 'local', windows: [{ ...window, rules }], alerts: [] }],
    },
    [
      'info Monitor local: 1 window was judged by window: 3 months by "seen"; lifecycle.yaml has window: 3 months by the time of the answer now: judge it anew. | lifecycle monitor local',
    ],
  ],
  [
    'judging anew before an alert is answered that was told by other rules, whether or not anything answers',
    {
      ...wellFacts(`${manifestText}    drift: {ignore: [month, age]}\n`),
      deployments: [],
      monitors: [
        {
          name: 'local',
          windows: [
            { ...window, rules: { ...judgedBefore, drift: 'as by itself without month' } },
            { ...window, key: 'b', rules: { ...judgedBefore, drift: 'as by itself without month' } },
          ],
          alerts: [opened('drift')],
        },
      ],
    },
    [
      'warning Monitor local: 2 windows were judged before age was left out of drift: judge them anew. | lifecycle monitor local',
      'warning Look at local: uptake@1 sees other data: month. Look at the column: what moved may be why it lies below the limit of 0.65: roc_auc 0.598 (0.578 to 0.618) in Jul 2026 to Sep 2026. | lifecycle monitor local',
      'warning Deploy local: uptake@champion is version 1, and nothing answers yet. | lifecycle deploy local',
    ],
  ],
  [
    'judging what was never judged',
    { ...well, runs: well.runs.filter(({ record }) => record.stage !== 'monitor') },
    ['info Monitor local: Its predictions were never judged. | lifecycle monitor local'],
  ],
  [
    'nothing that asks for a version made after the time in the past that is asked for',
    {
      ...well,
      isPast: true,
      madeLater: ['uptake'],
      registries: [],
      runs: [],
      candidates: [],
      deployments: [],
      monitors: [{ name: 'local', windows: [window], alerts: [opened('performance')] }],
    },
    [
      'error Look at local: uptake@1 fell below the limit of 0.65: roc_auc 0.598. Version 1 was registered after the time asked for, so nothing can be made of it then. | lifecycle monitor local',
    ],
  ],
  [
    'retraining on a performance alert, first of all',
    {
      ...well,
      asOf: '2026-12-21T00:00:00.000Z',
      monitors: [{ name: 'local', windows: [], alerts: [opened('performance')] }],
    },
    [
      'error Retrain uptake: uptake@1 fell below the limit of 0.65: roc_auc 0.598. | lifecycle retrain uptake',
      'warning Collect bank: It was collected on 20 Nov 2026 and may be 30d old. | lifecycle collect bank',
    ],
  ],
  [
    'retraining again what failed, with what it was for and why it failed',
    {
      ...well,
      runs: [run('retrain', '11-23T08:00', failed('Disk full.', 'Make room.')), ...well.runs],
      monitors: [{ name: 'local', windows: [], alerts: [opened('performance')] }],
    },
    [
      'error Retrain uptake again: uptake@1 fell below the limit of 0.65: roc_auc 0.598. The last time it failed: Disk full. Make room. | lifecycle retrain uptake',
    ],
  ],
  ...(
    [
      ['was refused', '2026-11-22T00:00:00.000Z', [promoted(1), refused(2, 'goal', 'Missed.')], 'error Look at local: uptake@1 fell below the limit of 0.65: roc_auc 0.598. Version 2, made since, did not take its place. No labels have been judged since: judge those that came (lifecycle monitor local), wait for more, or improve the model. | lifecycle monitor local'],
      ['was refused, and labels have come', '2026-11-23T00:00:00.000Z', [promoted(1), refused(2, 'goal', 'Missed.')], 'error Retrain uptake: uptake@1 fell below the limit of 0.65: roc_auc 0.598. Version 2, made since, did not take its place. | lifecycle retrain uptake'],
      ['was set aside again', '2026-11-23T00:00:00.000Z', [promoted(2), promoted(1, '2026-11-22T12:00:00.000Z')], 'error Retrain uptake: uptake@1 fell below the limit of 0.65: roc_auc 0.598. Version 2, made since, was promoted once and does not answer now. | lifecycle retrain uptake'],
    ] as const
  ).map(([name, judgedAt, decisions, expected]): (typeof cases)[number] => [
    `what helps where a version made since the alert ${name}`,
    {
      ...wellFacts(manifestText.replace('approvals: 1, ', '')),
      registries: [registry([version(1), retrained(2)], decisions)],
      monitors: [{ name: 'local', windows: [{ ...window, judgedAt }], alerts: [opened('performance')] }],
    },
    [
      expected,
      ...(name === 'was set aside again'
        ? [
            'info Promote uptake@2: It is newer than version 1, which is champion. | lifecycle promote uptake@2',
          ]
        : []),
    ],
  ]), // prettier-ignore
  [
    'retraining where a version made since learnt from the data, and was not retrained',
    {
      ...wellFacts(manifestText.replace('approvals: 1, ', '')),
      registries: [registry([version(1), version(2)], [promoted(1), refused(2, 'goal', 'Missed.')])],
      monitors: [{ name: 'local', windows: [window], alerts: [opened('performance')] }],
    },
    [
      'error Retrain uptake: uptake@1 fell below the limit of 0.65: roc_auc 0.598. Version 2, made since, did not take its place. | lifecycle retrain uptake',
    ],
  ],
  [
    'no retraining where another version took over since',
    {
      ...well,
      registries: [registry([version(1), version(2)], [promoted(2)])],
      deployments: [local({ isAlive: true, lastPrediction: '2026-11-20T00:00:00.000Z' }, { version: 2 })],
      monitors: [{ name: 'local', windows: [], alerts: [opened('performance')] }],
    },
    [
      'info Watch version 2 of uptake: uptake@1 fell below the limit of 0.65: roc_auc 0.598. Version 2 took its place since; this alert ends with the first window of its own answers. | lifecycle monitor local',
    ],
  ],
  [
    'no judging again where the version that took over was judged, and that told nothing',
    {
      ...well,
      registries: [registry([version(1), version(2)], [promoted(2)])],
      deployments: [local({ isAlive: true, lastPrediction: '2026-11-20T00:00:00.000Z' }, { version: 2 })],
      monitors: [{ name: 'local', windows: [window, ofSecond], alerts: [opened('performance')] }],
    },
    [
      'info Watch version 2 of uptake: uptake@1 fell below the limit of 0.65: roc_auc 0.598. Version 2 took its place since, but roc_auc 0.660 (0.640 to 0.680) in Oct 2026 straddles the limit of 0.65; this alert ends with the first window of its own answers that does not.',
    ],
  ],
  [
    'one step for two alerts that call for the same',
    {
      ...well,
      registries: [registry([version(1), version(2)], [promoted(2)])],
      deployments: [local({ isAlive: true, lastPrediction: '2026-11-20T00:00:00.000Z' }, { version: 2 })],
      monitors: [{ name: 'local', windows: [], alerts: [opened('drift'), opened('performance')] }],
    },
    [
      'info Watch version 2 of uptake: uptake@1 fell below the limit of 0.65: roc_auc 0.598. uptake@1 sees other data: month. Version 2 took its place since; these alerts end with the first window of its own answers. | lifecycle monitor local',
    ],
  ],
  [
    'to deploy the version that is to take over, and nothing of the alert that it answers',
    {
      ...well,
      registries: [registry([version(1), version(2)], [promoted(2)])],
      deployments: [local({ isAlive: true, lastPrediction: '2026-11-20T00:00:00.000Z' })],
      monitors: [{ name: 'local', windows: [], alerts: [opened('performance')] }],
    },
    ['warning Deploy local: uptake@champion is version 2, but version 1 answers. | lifecycle deploy local'],
  ],
  [
    'nothing of an alert that resolved',
    {
      ...well,
      monitors: [{ name: 'local', windows: [], alerts: [opened('performance'), resolved('performance')] }],
    },
    [],
  ],
  [
    'looking at drift that the policy does not retrain on',
    { ...well, monitors: [{ name: 'local', windows: [], alerts: [opened('drift')] }] },
    [
      'warning Look at local: uptake@1 sees other data: month. Retrain it on newer data. If the column may differ, add drift: {ignore: [month]} to monitors.local in lifecycle.yaml. | lifecycle monitor local',
    ],
  ],
  [
    'looking at drift of many columns, with no more names than can be pasted',
    {
      ...well,
      monitors: [
        { name: 'local', windows: [], alerts: [opened('drift', ['a', 'b c', 'd', 'e', 'f', 'g', 'h', 'i'])] },
      ],
    },
    [
      'warning Look at local: uptake@1 sees other data: month. Retrain it on newer data. If the columns may differ, add drift: {ignore: [a, b c, d, e, f, g]} to monitors.local in lifecycle.yaml. 2 more columns drifted. | lifecycle monitor local',
    ],
  ],
  [
    'mending the manifest before anything else',
    wellFacts(manifestText.replace('target: y', 'trget: y')),
    [
      'error Mend lifecycle.yaml: lifecycle.yaml:9:5: Unknown key "trget" in datasets.bank. Did you mean "target"?',
    ],
  ],
  [
    'writing a manifest for what was found',
    {
      ...wellFacts(''),
      hasManifest: false,
      found: {
        files: [
          { kind: 'data', path: 'a.csv', what: 'CSV' },
          { kind: 'data', path: 'raw/*.csv', what: 'CSV', files: 24 },
          { kind: 'script', path: 'train.py', what: 'training script' },
        ],
      },
    },
    [
      "info Create lifecycle.yaml: 25 data files and 1 other file of a model's life were found, but nothing says what for. | lifecycle init",
    ],
  ],
  [
    'writing one where more was found than is shown',
    {
      ...wellFacts(''),
      hasManifest: false,
      found: {
        files: [
          { kind: 'data', path: 'raw/*.csv', what: 'CSV', files: 1000 },
          { kind: 'model', path: 'models/*.onnx', what: 'ONNX', files: 12 },
          { kind: 'tracking', path: 'mlruns', what: 'MLflow runs', experiments: 7 },
        ],
        leftOut: { data: 300, others: 1 },
      },
    },
    [
      "info Create lifecycle.yaml: 1,300 data files and 14 other files of a model's life were found, but nothing says what for. | lifecycle init",
    ],
  ],
  [
    'writing one where looking was given up',
    {
      ...wellFacts(''),
      hasManifest: false,
      found: { files: [{ kind: 'data', path: 'a.csv', what: 'CSV' }], cutAt: 20_000 },
    },
    [
      'info Create lifecycle.yaml: At least 1 data file was found, but nothing says what for. | lifecycle init',
    ],
  ],
  [
    'adding data where there is nothing',
    wellFacts(''),
    ['info Add data: No data file was found in this folder, and lifecycle.yaml names no dataset.'],
  ],
];

const trial = run('train', '11-21T08:12', { ...done, training }, { parent: 'a-tuning' });
const takenFor = (isMeasured: boolean, standing: EvaluationStanding = 'current') => [
  { model: 'uptake', run: trial, ...(isMeasured ? { measured: { ...measuredNow, standing } } : {}) },
];
const untuned = wellFacts(manifestText.replace(/ {4}tune:.*\n/, '')).manifest;
const scoringFailed = run('tune', '11-21T08:10', failed('No column.'), { id: 'a-tuning' });

describe('the next step is', () => {
  for (const [name, facts, expected] of [
    [
      'measuring a trial that train took for its own, not training for ever',
      {
        ...withData(ready, [run('train', '11-21T09:00', { status: 'skipped' }), trial, scoringFailed]),
        manifest: untuned,
        candidates: takenFor(false),
      },
      ['Evaluate uptake'],
    ],
    [
      'measuring anew what was measured by other settings, registered or not',
      { ...withData(ready, [trial]), manifest: untuned, candidates: takenFor(true, 'otherwise') },
      ['Evaluate uptake'],
    ],
    [
      'registering what was measured, whichever run it was',
      { ...withData(ready, [trial]), manifest: untuned, candidates: takenFor(true) },
      ['Register uptake'],
    ],
    [
      'tuning again, where the tuning failed',
      { ...withData(ready, [trial, scoringFailed]), candidates: [] },
      ['Tune uptake again'],
    ],
  ] as const)
    it(name, () => {
      assert.deepEqual(
        nextSteps(facts).map(({ title }) => title),
        expected,
      );
    });

  for (const [name, facts, expected] of cases)
    it(name, () => {
      assert.deepEqual(told(facts), expected);
    });

  for (const [what, from, to] of [
    ['monitor', 'labels: {path: data/outcomes/*.csv, key: id}', 'labels: {path: data/outcomes/*.csv}'],
    ['deployment', '  local: {model: uptake@champion}', '  local: {model: uptake@champion, port: x}'],
    [
      'deployment, whose model cannot be told',
      '  local: {model: uptake@champion}',
      '  local: {model: uptake}',
    ],
    ['model', 'train: python train.py', 'train: [python]'],
  ] as const)
    it(`no key to write that stands there already, in a wrong ${what}`, () => {
      assert.ok(manifestText.includes(from));
      assert.deepEqual(
        nextSteps(wellFacts(manifestText.replace(from, to))).map(({ title }) => title),
        ['Mend lifecycle.yaml'],
      );
    });

  it('a name for a new deployment that is not taken', () => {
    const other = manifestText.replace('local: {model: uptake@', 'uptake-local: {model: other@');
    const steps = nextSteps(wellFacts(other.slice(0, other.indexOf('monitors:'))));
    const step = steps.find(({ title }) => title === 'Name a deployment of uptake');
    assert.deepEqual(step?.paste?.path, ['deployments', 'uptake-local-2']);
  });

  it('no verb that would refuse, where the monitor of an alert is gone', () => {
    const facts = wellFacts(manifestText.replace(/monitors:[^]*/, ''));
    const monitors = [{ name: 'local', windows: [], alerts: [opened('performance')] }];
    const [look] = nextSteps({ ...facts, monitors });
    assert.deepEqual([look?.title, look?.command, look?.remedy], ['Look at local', undefined, undefined]);
  });

  it('with the YAML to paste where lifecycle.yaml is what has to change', () => {
    const steps = cases.flatMap(([, facts]) => nextSteps(facts));
    const pasted = steps.flatMap(({ title, paste }) =>
      paste ? [[title, paste.under.join('.'), paste.yaml]] : [],
    );
    assert.deepEqual(pasted, [
      ['Mend bank', 'datasets.bank.prepare', '      - drop: [duration, x]'],
      ['Name a deployment of uptake', '', 'deployments:\n  uptake-local:\n    model: uptake@champion'],
      ['Watch local', '', 'monitors:\n  local:\n    window: 1 month'],
      [
        'Name the outcomes of local',
        'monitors.local',
        '    labels: {path: data/outcomes/*.csv, key: id}\n    performance: {metric: roc_auc, min: 0.65}',
      ],
      ['Make a model of bank', '', 'models:\n  bank:\n    dataset: bank\n    train: python train.py'],
    ]);
    assert.deepEqual(
      steps.filter(
        ({ stage, title, paste, remedy }) =>
          stage === 'mend' && !title.startsWith('Mend ') && !paste && !remedy,
      ),
      [],
    );
  });

  it('with the entry of lifecycle.yaml that has to change, or that the new one is for', () => {
    const places = cases.flatMap(([, facts]) =>
      nextSteps(facts).flatMap(({ title, name, section }) =>
        section === undefined ? [] : [`${title}: ${section}.${name}`],
      ),
    );
    assert.deepEqual(
      [...new Set(places)],
      [
        'Mend bank: datasets.bank',
        'Name a deployment of uptake: models.uptake',
        'Watch local: deployments.local',
        'Name the outcomes of local: monitors.local',
        'Make a model of bank: datasets.bank',
        'Mend local: deployments.local',
      ],
    );
  });

  it('nothing while something runs, and says what', () => {
    const going = { ...withData({}, [run('collect', '11-24T08:00', { status: 'running' })]) };
    assert.deepEqual([nextSteps(going), whyNothing(going)], [[], 'collect bank is under way']);
    assert.equal(whyNothing(wellFacts()), 'everything is up to date');
  });

  it('nothing of a model that was made after the time in the past that is asked for, and says so', () => {
    const past = { ...withData(ready), isPast: true };
    assert.deepEqual(
      nextSteps(past).map(({ title }) => title),
      ['Train uptake'],
    );
    const later = { ...past, madeLater: ['uptake'] };
    assert.deepEqual(nextSteps(later), []);
    assert.equal(whyNothing(later), 'uptake was made after the time asked for');
  });

  it('a command that the command line takes', async () => {
    const commands = cases.flatMap(([, facts]) =>
      nextSteps(facts).flatMap(({ before, remedy }) => [before, remedy]),
    );
    const known = commands.flatMap((command) => (command ? [commandText(command)] : []));
    assert.ok(known.length > 20);
    const bind: Bind = () => () => Promise.resolve();
    for (const command of new Set(known)) {
      const program = new Command('lifecycle').exitOverride();
      for (const verb of verbs) program.addCommand(verb(bind).exitOverride());
      await program.parseAsync(command.split(' ').slice(1), { from: 'user' });
    }
  });
});

describe('what makes a version that took over answer', () => {
  const second = [registry([version(1), version(2)], [promoted(2)])];
  const answering = (answers: number) => [local({ isAlive: true }, { version: answers })];
  for (const [name, facts, model, expected] of [
    ['is to deploy it', { ...well, registries: second, deployments: answering(1) }, 'uptake', 'Deploy local'],
    [
      'is nothing where it answers',
      { ...well, registries: second, deployments: answering(2) },
      'uptake',
      undefined,
    ],
    [
      'is nothing for another model',
      { ...well, registries: second, deployments: answering(1) },
      'other',
      undefined,
    ],
  ] as const)
    it(name, () => assert.equal(deployingOf(withCandidate(facts), model)?.title, expected));
});
