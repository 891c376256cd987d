// The rows of the tree: what they say of each state a project can be in, and that every failure is one of them.
import assert from 'node:assert/strict';
import { buildCatalog, viewNames, type ViewName } from '../../../src/core/catalog/catalog';
import type { CatalogFacts } from '../../../src/core/catalog/facts';
import { allNodes, type CatalogNode } from '../../../src/core/catalog/node';
import { commandText, remedy } from '../../../src/core/remedy';
import {
  asOf,
  check,
  deployed,
  done,
  failed,
  finding,
  interval,
  manifestText,
  measured,
  opened,
  prepared,
  promoted,
  refused,
  retrained,
  registry,
  resolved,
  unjoined,
  run,
  version,
  wellFacts,
  window,
} from './story';

const well = wellFacts();

/** `state label | description -> fix $ command`, indented. */
function drawn(nodes: readonly CatalogNode[], depth = 0): readonly string[] {
  return nodes.flatMap(({ kind, state, label, description, fix, remedy, children }) => [
    `${'  '.repeat(depth)}${state} ${label}${description ? ` | ${description}` : ''}${fix === undefined ? '' : ` -> ${fix}`}${remedy && kind !== 'next' ? ` $ ${commandText(remedy)}` : ''}`,
    ...drawn(children, depth + 1),
  ]);
}

const view = (facts: CatalogFacts, name: ViewName) => drawn(buildCatalog(facts)[name]);

function find(facts: CatalogFacts, id: string): CatalogNode {
  const catalog = buildCatalog(facts);
  for (const name of viewNames) for (const node of allNodes(catalog[name])) if (node.id === id) return node;
  return assert.fail(`there is no row ${id}`);
}

describe('the catalog', () => {
  it('draws a project that is well', () => {
    assert.deepEqual(view(well, 'process'), [
      'ok Nothing to do | everything is up to date',
      'ok Goal uptake | roc_auc >= 0.65 · uptake@1 0.700 (0.680 to 0.720)',
      'ok uptake | champion is version 1 · 10 of 11 stages',
      '  ok Collect | bank · 20 Nov 2026',
      '  ok Prepare | bank · 40,394 rows',
      '  ok Check | passed',
      '  ok Train | 21 Nov 2026, 08:00',
      '  ok Tune | Done.',
      '  ok Evaluate | roc_auc 0.700 (0.680 to 0.720)',
      '  ok Register | version 1',
      '  ok Promote | champion is version 1',
      '  ok Deploy | local · version 1',
      '  ok Monitor | 1 window · no alert',
      '  unknown Retrain | not yet',
      'ok Roles | owner ana@example.org · 1 approver',
      '  ok Owner | ana@example.org',
      '  ok Approvers | ben@example.org',
    ]);
    assert.deepEqual(view(well, 'datasets'), [
      'ok bank | 40,394 rows · checked',
      '  ok Collected | 20 Nov 2026 · 3.4 MB · source/history.csv',
      '  ok Prepared | 40,394 rows · 2 columns',
      '    ok train | 32,315 rows · 5 May 2008 to 8 Apr 2009',
      '    ok validation | 4,039 rows',
      '    ok test | 4,040 rows · read 1 time',
      '  ok Check passed | 1 expectation met',
    ]);
    assert.deepEqual(view(well, 'models'), [
      'ok uptake | champion 1 · roc_auc 0.700 (0.680 to 0.720) · goal >= 0.65',
      '  ok Version 1 | champion · roc_auc 0.700 (0.680 to 0.720)',
      '  ok Runs | 2',
      '    ok Tune 21 Nov 2026, 08:30 | Done.',
      '    ok Train 21 Nov 2026, 08:00 | Done.',
    ]);
    assert.deepEqual(view(well, 'deployments'), [
      'ok local | uptake@1',
      '  ok http://127.0.0.1:8080 | version 1 · running',
      '  ok Monitor | 1 window · roc_auc 0.700 (0.680 to 0.720) · no drift',
      '    ok Jul 2026 to Sep 2026 | 1,200 predictions · roc_auc 0.700 (0.680 to 0.720) · no drift',
    ]);
  });

  it('does not show as well what could not be measured, as its labels are none that the version knows', () => {
    const { performance: _performance, ...rest } = window;
    const foreignLabels = { count: 1_200, message: '1,200 of 1,200 labels are none of no, yes' };
    const unmeasured = { ...rest, hasDrifted: false, labelled: 0, foreignLabels };
    const facts = { ...well, monitors: [{ name: 'local', windows: [unmeasured], alerts: [] }] };
    assert.deepEqual(view(facts, 'deployments').slice(2), [
      '  warning Monitor | 1 window · not measured by its labels · no drift',
      '    warning Jul 2026 to Sep 2026 | 1,200 predictions · not measured by its labels · no drift',
    ]);
  });

  it('says of a step for an alert whether it is done by looking', () => {
    const looks = (about: 'drift' | 'performance') =>
      buildCatalog({
        ...well,
        monitors: [{ name: 'local', windows: [], alerts: [opened(about)] }],
      })
        .process.filter(({ kind }) => kind === 'next')
        .map(({ label, isLook }) => [label, isLook]);
    assert.deepEqual(looks('drift'), [['Next: Look at local', true]]);
    assert.deepEqual(looks('performance'), [['Next: Retrain uptake', undefined]]);
  });

  it('shows what is under way where all that is due waits for it', () => {
    const going = run('collect', '11-24T08:00', { status: 'running' });
    const facts = { ...well, datasets: [], registries: [], deployments: [], monitors: [], runs: [going] };
    assert.equal(view(facts, 'process')[0], 'running Collect bank | running');
  });

  it('draws what a manifest names before anything was done', () => {
    const fresh: CatalogFacts = {
      ...well,
      datasets: [],
      registries: [],
      runs: [],
      deployments: [],
      monitors: [],
    };
    assert.deepEqual(view(fresh, 'datasets'), [
      'unknown bank | not collected',
      '  unknown Not collected yet | It was never collected.',
      '  unknown Not prepared yet',
      '  unknown Not checked yet',
    ]);
    assert.deepEqual(view(fresh, 'models'), ['unknown uptake | no version yet']);
    assert.deepEqual(view(fresh, 'deployments'), [
      'unknown local | uptake@champion · not deployed',
      '  unknown Not deployed yet | no version is uptake@champion',
      '  unknown Monitor | not judged yet',
    ]);
  });

  const progress: readonly (readonly [string, CatalogFacts, string])[] = [
    [
      'what failed before anything was done',
      {
        ...well,
        datasets: [],
        registries: [],
        runs: [
          run('deploy', '11-24T10:00', failed('Nothing to deploy.')),
          run('train', '11-24T09:00', failed('No data.')),
          run('collect', '11-24T08:00', failed('No answer.')),
        ],
        candidates: [],
        deployments: [],
        monitors: [],
      },
      '0 of 11 stages · 3 failed',
    ],
    [
      'what was done and failed when done again',
      { ...well, runs: [run('train', '11-24T08:00', failed('No memory.')), ...well.runs] },
      'champion is version 1 · 9 of 11 stages · 1 failed',
    ],
    [
      'a check that found errors',
      {
        ...well,
        datasets: [{ ...well.datasets[0], name: 'bank', check: check([finding('leak', 'error')], false) }],
      },
      'champion is version 1 · 9 of 11 stages · 1 failed',
    ],
    [
      'a version that was refused, and nothing answers',
      {
        ...well,
        registries: [registry([version(1)], [refused(1, 'goal', 'Missed.')])],
        deployments: [],
        monitors: [],
      },
      '7 of 11 stages',
    ],
    [
      'what goes on for the first time',
      { ...well, runs: [run('retrain', '11-24T08:00', { status: 'running' }), ...well.runs] },
      'champion is version 1 · 10 of 11 stages',
    ],
    [
      'an open alert and a server that is down, both of stages that are done',
      {
        ...well,
        deployments: [{ name: 'local', state: deployed, isAlive: false }],
        monitors: [{ name: 'local', windows: [window], alerts: [opened('performance')] }],
      },
      'champion is version 1 · 10 of 11 stages',
    ],
  ];
  for (const [what, facts, expected] of progress)
    it(`counts of a model's stages as done only what is: ${what}`, () => {
      assert.equal(find(facts, 'process:uptake').description, expected);
    });

  it('shows open findings first the worst, and counts the resolved', () => {
    const findings = [
      finding('note', 'info', { columns: ['age'] }),
      finding('imbalance:y', 'warning', { columns: ['y'] }),
      finding('leak:duration', 'error'),
      finding('missing:pdays', 'error', { resolvedBy: 'replace' }),
    ];
    const facts = {
      ...well,
      datasets: [{ ...well.datasets[0], name: 'bank', check: check(findings, false) }],
    };
    assert.deepEqual(drawn([find(facts, 'check:bank')]), [
      'error Check failed | 1 error · 1 warning · 1 note · 1 resolved · 1 expectation met',
      '  error leak:duration is wrong. | duration -> Drop it.',
      '  warning imbalance:y is wrong. | y -> Drop it.',
      '  unknown note is wrong. | age -> Drop it.',
    ]);
    assert.equal(find(facts, 'dataset:bank').description, '40,394 rows · 1 error · 1 warning');
  });

  it('shows what is out of date, and everything that follows from it', () => {
    const facts = {
      ...well,
      datasets: [{ ...well.datasets[0], name: 'bank', prepared: { ...prepared, steps: [] } }],
    };
    assert.deepEqual(
      ['collected', 'prepared', 'check'].map((part) => find(facts, `${part}:bank`).state),
      ['ok', 'stale', 'stale'],
    );
    assert.deepEqual(
      ['collect', 'prepare', 'check'].map((stage) => {
        const { state, description } = find(facts, `stage:uptake:${stage}:bank`);
        return `${state} ${description}`;
      }),
      ['ok bank · 20 Nov 2026', 'stale its steps have changed', 'stale passed · out of date'],
    );
    assert.equal(find(facts, 'dataset:bank').description, '40,394 rows · checked · out of date');
  });

  for (const [what, more, evaluate, register, description] of [
    [
      'not measured, though an earlier one was measured and registered',
      {},
      'stale Evaluate | its newest training is not measured',
      'stale Register | version 1 · its newest training is no version',
      '8 of 11 stages · 2 out of date',
    ],
    [
      'measured and no version yet',
      { measured },
      'ok Evaluate | roc_auc 0.700 (0.680 to 0.720)',
      'stale Register | version 1 · its newest training is no version',
      '9 of 11 stages · 1 out of date',
    ],
    [
      'measured by other settings',
      { measured: { ...measured, standing: 'otherwise' } },
      'stale Evaluate | by other settings or rules than those of now',
      'stale Register | version 1 · its newest training is no version',
      '8 of 11 stages · 2 out of date',
    ],
  ] as const)
    it(`shows what is out of date of a candidate that is ${what}`, () => {
      const candidates = [{ model: 'uptake', run: run('train', '11-23T08:00', done), ...more }];
      const shown = view({ ...well, candidates }, 'process');
      assert.ok(shown.includes(`  ${evaluate}`), shown.join('\n'));
      assert.ok(shown.includes(`  ${register}`), shown.join('\n'));
      assert.ok(
        shown.some((row) => row.endsWith(`champion is version 1 · ${description}`)),
        shown.join('\n'),
      );
    });

  it('shows a refused version with the reason of every gate that failed', () => {
    const facts = {
      ...well,
      registries: [
        registry(
          [version(1), version(2, 0.638)],
          [promoted(1), refused(2, 'goal', 'roc_auc 0.638 misses >= 0.65.')],
        ),
      ],
    };
    assert.deepEqual(drawn([find(facts, 'version:uptake@2')]), [
      'warning Version 2 | refused as champion · roc_auc 0.638 (0.618 to 0.658)',
      '  error Goal missed | roc_auc 0.638 misses >= 0.65. -> Make a better version, or change the gate in lifecycle.yaml; it stays out of champion until then.',
    ]);
    assert.deepEqual(find(facts, 'version:uptake@2').about, {
      name: 'uptake',
      version: 2,
      path: '.lifecycle/registry/uptake/2/card.md',
    });
    assert.equal(find(facts, 'model:uptake').state, 'ok');
    assert.equal(
      find(facts, 'stage:uptake:promote:uptake').description,
      'champion is version 1 · version 2 refused',
    );
  });

  for (const [label, isJudged] of [
    ['Not judged', { isJudged: false }],
    ['Not surely better', {}],
  ] as const)
    it(`heads the refusal of a comparison "${label}"`, () => {
      const gates = [{ gate: 'better_than', passed: false, reason: 'It is so.', ...isJudged }] as const;
      const event = { ...refused(2, 'goal', ''), gates };
      const text = manifestText.replace('approvals: 1', 'better_than: champion, approvals: 1');
      const facts = {
        ...wellFacts(text),
        registries: [registry([version(1), version(2)], [promoted(1), event])],
      };
      assert.equal(find(facts, 'gate:uptake@2:better_than').label, label);
    });

  it('has what is to be written in the tooltip of a step, as code', () => {
    const unwatched = wellFacts(manifestText.slice(0, manifestText.indexOf('monitors:')));
    const { tooltip, paste } = find(unwatched, 'next:mend:Watch local');
    assert.match(
      tooltip ?? '',
      /\n\nWrite at the end of lifecycle\\\.yaml:\n\n {4}monitors:\n {6}local:\n {8}window: 1 month$/,
    );
    assert.deepEqual(paste?.value, { window: '1 month' });
  });

  it('tells in the tooltip of a version what it is worth beside acting on nobody and on everybody', () => {
    const model = { value: 2.18, low: 1.6, high: 2.7, level: 0.95, method: 'BCa', n: 4040 };
    const worth = { currency: 'EUR', policy: 'the best 20%', share: 0.2, model, none: 0, all: -1.5 };
    const worthy = { ...well, registries: [registry([version(1, 0.7, { worth })], [])] };
    for (const row of ['version:uptake@1', 'model:uptake'])
      assert.match(
        find(worthy, row).tooltip ?? '',
        /Worth: acting on the best 20% 2\\\.18 .* EUR per case, on nobody 0\\\.00, on everybody .*1\\\.50/,
      );
  });

  it('tells in the tooltip of a version by what it decides', () => {
    const tooltipOf = (more: Parameters<typeof version>[2]) =>
      find({ ...well, registries: [registry([version(1, 0.7, more)], [])] }, 'version:uptake@1').tooltip ??
      '';
    const chosen = tooltipOf({
      positive: 'yes',
      threshold: 0.2115605,
      calibration: { intercept: -0.5, slope: 0.6 },
    });
    assert.match(chosen, /Called yes from a score of: 0\\\.2116, as chosen {2}\nProbabilities: recalibrated/);
    const usual = tooltipOf({ positive: 'yes' });
    assert.match(usual, /score of: 0\\\.5, as none was chosen {2}\nProbabilities: as the model gives them/);
    assert.doesNotMatch(tooltipOf({ task: 'regression' }), /score of|Probabilities|Worth/);
  });

  it('tells in the tooltip of a version whose approvals count', () => {
    const approved = (by: string) =>
      ({ kind: 'approved', at: '2026-11-22T10:00:00.000Z', version: 1, by }) as const;
    const people = ['ana@example.org', 'ben@example.org', 'eve@example.org'];
    const facts = { ...well, registries: [registry([version(1)], people.map(approved))] };
    assert.match(find(facts, 'version:uptake@1').tooltip ?? '', /Approved by: ben@example\\?\.org {2}\n/);
  });

  it('takes a refusal back once the version was promoted', () => {
    const facts = {
      ...well,
      registries: [
        registry(
          [version(1)],
          [refused(1, 'approvals', '0 approvals.'), { ...promoted(1), at: '2026-11-21T11:00:00.000Z' }],
        ),
      ],
    };
    assert.deepEqual(drawn([find(facts, 'version:uptake@1')]), [
      'ok Version 1 | champion · roc_auc 0.700 (0.680 to 0.720)',
    ]);
  });

  it('shows that no label matches a prediction, and what to do', () => {
    const facts = { ...well, monitors: [{ name: 'local', windows: [window], alerts: [unjoined] }] };
    assert.equal(
      view(facts, 'deployments')[1],
      '  error No label matches a prediction | uptake@1 · Jul 2026 to Sep 2026 · since 22 Nov 2026 -> Write the same values in both, or name the column that holds them in labels.key of the monitor; then judge again.',
    );
  });

  it('shows the alert with its next step, and one that resolved as over', () => {
    const facts = {
      ...well,
      monitors: [
        {
          name: 'local',
          windows: [window],
          alerts: [opened('drift'), opened('performance'), resolved('drift')],
        },
      ],
    };
    assert.deepEqual(view(facts, 'deployments'), [
      'error local | uptake@1 · 1 alert',
      '  error Below the limit: roc_auc 0.598 | uptake@1 · Jul 2026 to Sep 2026 · since 22 Nov 2026 -> Retrain it on newer data. $ lifecycle retrain uptake',
      '  ok http://127.0.0.1:8080 | version 1 · running',
      '  error Monitor | 1 window · roc_auc 0.598 (0.578 to 0.618) · below the limit of 0.65 · drift in month',
      '    error Jul 2026 to Sep 2026 | 1,200 predictions · roc_auc 0.598 (0.578 to 0.618) · below the limit of 0.65 · drift in month',
      '  ok 1 resolved alert',
      '    ok Drift: month | uptake@1 · Jul 2026 to Sep 2026 · resolved 23 Nov 2026',
    ]);
    assert.equal(
      find(facts, 'goal:uptake').description,
      'roc_auc >= 0.65 · uptake@1 0.700 (0.680 to 0.720) · not met in production',
    );
    assert.equal(find(facts, 'goal:uptake').state, 'error');
  });

  it('says of a goal nothing that was measured of an earlier version', () => {
    const facts = {
      ...well,
      registries: [registry([version(1), version(2)], [promoted(1), promoted(2)])],
      monitors: [{ name: 'local', windows: [window], alerts: [opened('performance')] }],
    };
    const { description, state } = find(facts, 'goal:uptake');
    assert.equal(description, 'roc_auc >= 0.65 · uptake@2 0.700 (0.680 to 0.720)');
    assert.equal(state, 'ok');
  });

  it('offers no retraining that the verb would refuse', () => {
    const facts = {
      ...wellFacts(manifestText.replace(/ {4}retrain:.*\n/, '')),
      monitors: [{ name: 'local', windows: [window], alerts: [opened('performance')] }],
    };
    assert.equal(
      view(facts, 'deployments')[1],
      '  error Below the limit: roc_auc 0.598 | uptake@1 · Jul 2026 to Sep 2026 · since 22 Nov 2026 -> Find out what changed; to retrain it on newer data, write "retrain:" under its monitor in lifecycle.yaml.',
    );
  });

  it('offers no retraining that would give the same again', () => {
    const facts = {
      ...well,
      registries: [registry([version(1), retrained(2)], [promoted(1), refused(2, 'goal', 'Missed.')])],
      monitors: [{ name: 'local', windows: [window], alerts: [opened('performance')] }],
    };
    assert.match(
      view(facts, 'deployments')[1] ?? '',
      /-> Version 2, made since, did not take its place\. No labels have been judged since: .* improve the model\.$/,
    );
  });

  const failures: readonly (readonly [string, CatalogFacts, string, string])[] = [
    [
      'a run that failed',
      {
        ...well,
        runs: [run('collect', '11-24T08:00', failed('No answer.', 'Look at the network.')), ...well.runs],
      },
      'dataset:bank',
      'error Collect failed | No answer. -> Look at the network.',
    ],
    [
      'a failed run over all datasets',
      {
        ...well,
        runs: [
          {
            ...run('check', '11-24T08:00', failed('Out of memory.')),
            record: { ...run('check', '11-24T08:00', done).record, name: undefined as never },
          },
        ],
      },
      'dataset:bank',
      'error Check failed | Out of memory. -> Try again.',
    ],
    [
      'a run that was lost',
      {
        ...well,
        runs: [run('train', '11-24T08:00', { status: 'lost' }, { id: '20261124T080000-x' }), ...well.runs],
      },
      'model:uptake',
      'error Train was lost | Its process ended without a word, e.g. because the machine went down. -> See its log, then run it again. $ lifecycle log 20261124T080000-x',
    ],
    [
      'a server that died',
      { ...well, deployments: [{ name: 'local', state: deployed, isAlive: false }] },
      'deployment:local',
      'error http://127.0.0.1:8080 | version 1 · down -> Deploy it. $ lifecycle deploy local',
    ],
    [
      'a file that cannot be read',
      {
        ...well,
        broken: [
          {
            section: 'monitors',
            name: 'local',
            file: '.lifecycle/monitors/local/windows.jsonl',
            reason: 'windows.jsonl is torn',
            hint: 'Judge its windows again.',
            remedy: remedy('monitor', 'local'),
          },
        ],
      },
      'deployment:local',
      'error windows.jsonl is torn | .lifecycle/monitors/local/windows.jsonl -> Judge its windows again. $ lifecycle monitor local',
    ],
    [
      'a mistake of the manifest',
      wellFacts(manifestText.replace('target: y', 'trget: y')),
      'dataset:bank',
      'error Unknown key "trget" in datasets.bank. | lifecycle.yaml:9:5 -> Did you mean "target"?',
    ],
  ];
  for (const [what, facts, parent, expected] of failures)
    it(`has a row with reason and fix for ${what}`, () => {
      const node = find(facts, parent);
      assert.ok(drawn(node.children).includes(expected), drawn([node]).join('\n'));
      assert.equal(node.state, 'error');
    });

  it('tells the failure of a run over all datasets only at those that failed', () => {
    const gone = wellFacts(
      manifestText
        .replace('datasets:\n', 'datasets:\n  gone: data/gone.csv\n')
        .replace('    goal: uptake\n', '    goal: uptake\n    dataset: bank\n'),
    );
    const parts = [{ name: 'gone', message: 'data/gone.csv does not exist.', hint: 'Bring it back.' }];
    const error = { code: 'unavailable', message: '1 of 2 datasets failed: gone.', parts } as const;
    const all = run('collect', '11-24T08:00', { status: 'failed', error, endedAt: asOf });
    const { name: _name, ...record } = all.record;
    const facts = { ...gone, runs: [{ ...all, record }, ...gone.runs] };
    assert.deepEqual(
      buildCatalog(facts).datasets.map(({ label, state, children: [first] }) => [label, state, first?.label]),
      [
        ['gone', 'error', 'Collect failed'],
        ['bank', 'ok', 'Collected'],
      ],
    );
    assert.deepEqual(
      drawn(find(facts, 'dataset:gone').children)[0],
      'error Collect failed | data/gone.csv does not exist. -> Bring it back.',
    );
    assert.equal(find(facts, 'stage:uptake:collect:bank').state, 'ok');
    assert.match(find(facts, 'stage:uptake:collect:bank').tooltip ?? '', /bank · 20 Nov 2026.*Run: /s);
    assert.deepEqual(
      buildCatalog(facts)
        .next.filter(({ severity }) => severity === 'error')
        .map(({ title }) => title),
      ['Collect gone again'],
    );
  });

  it('tells a server that a person stopped from one that died', () => {
    const state = { ...deployed, stoppedAt: '2026-11-23T10:00:00.000Z' };
    const facts = { ...well, deployments: [{ name: 'local', state, isAlive: false }] };
    assert.deepEqual(drawn([find(facts, 'deployment:local')]).slice(0, 2), [
      'stale local | uptake@1 · stopped',
      '  stale http://127.0.0.1:8080 | version 1 · stopped -> Deploy it. $ lifecycle deploy local',
    ]);
  });

  it('warns of a version that its gates bar while another answers', () => {
    const facts = {
      ...wellFacts(manifestText.replace('uptake@champion', 'uptake@2')),
      registries: [registry([version(1), version(2)], [promoted(1)])],
    };
    const [deployment = '', endpoint = ''] = drawn([find(facts, 'deployment:local')]);
    assert.equal(deployment, 'warning local | uptake@1 · out of date');
    assert.match(
      endpoint,
      /^ {2}warning http:\/\/127\.0\.0\.1:8080 \| version 1 · running · uptake@2 was never promoted.* 0 approvals; 1 needed/,
    );
  });

  it('judges no server where another time is asked for, and says so', () => {
    const other = { ...deployed, version: 7 };
    const facts = { ...well, deployments: [{ name: 'local', state: other, isOfToday: true }] };
    const lines = drawn([find(facts, 'deployment:local')]);
    assert.deepEqual(lines.slice(0, 2), [
      'ok local | uptake@champion',
      '  unknown Endpoint | not judged: which server answers is known of today only',
    ]);
    assert.doesNotMatch(lines.join(), /version 7|down|Deploy/);
    assert.equal(find(facts, 'stage:uptake:deploy:local').description, 'local · version 7 · as it is today');
  });

  it('says of a dataset made after the past time that is asked for that it is shown as of today', () => {
    const past: CatalogFacts = { ...well, asOf: '2026-01-01T00:00:00.000Z', isPast: true };
    for (const id of ['dataset:bank', 'check:bank', 'stage:uptake:check:bank'])
      assert.match(find(past, id).description ?? '', /as it is today$/, id);
    assert.doesNotMatch(view({ ...well, isPast: true }, 'datasets').join('\n'), /today/);
  });

  it('gives commands the address of a deployment, whether it can be stopped, and that it is watched', () => {
    assert.deepEqual(find(well, 'deployment:local').about, {
      name: 'local',
      stage: 'monitor',
      address: 'http://127.0.0.1:8080',
      isLive: true,
    });
    const down = { ...well, deployments: [{ name: 'local', state: deployed, isAlive: false }] };
    assert.equal(find(down, 'endpoint:local').about.isLive, undefined);
    assert.equal(find(down, 'endpoint:local').about.address, 'http://127.0.0.1:8080');
  });

  it('says of drift how the model did, once its labels have come', () => {
    const good = { ...window, performance: { ...interval(0.749), metric: 'roc_auc' } };
    const facts = { ...well, monitors: [{ name: 'local', windows: [good], alerts: [opened('drift')] }] };
    assert.equal(
      find(facts, `alert:local:drift:${window.key}`).fix,
      'Look at the column; so far it answers well: roc_auc 0.749 (0.729 to 0.769) in Jul 2026 to Sep 2026, above the limit of 0.65. If the column may differ, add drift: {ignore: [month]} to monitors.local in lifecycle.yaml.',
    );
  });

  it('names the version of windows that share a span', () => {
    const twice = [window, { ...window, key: '2026-07-01T00:00:00.000Z@2', version: 2 }];
    const facts = { ...well, monitors: [{ name: 'local', windows: twice, alerts: [] }] };
    assert.deepEqual(
      find(facts, 'monitor:local').children.map(({ label }) => label),
      ['Jul 2026 to Sep 2026 · v2', 'Jul 2026 to Sep 2026 · v1'],
    );
  });

  it('has the first line of what a run says in its row, and all of it in its tooltip', () => {
    const summary = 'uptake@3 is the new champion.\n  ✓ The check of bank passed.\n  ✓ It is better.';
    const retrained = run('retrain', '11-23T08:00', { ...done, outcome: { ...done.outcome, summary } });
    const facts = { ...well, runs: [retrained, ...well.runs] };
    for (const id of [`run:${retrained.record.id}`, 'stage:uptake:retrain:uptake']) {
      assert.equal(find(facts, id).description, 'uptake@3 is the new champion.');
      assert.match(find(facts, id).tooltip ?? '', /passed\\\. {2}\n/);
    }
  });

  it('says that a run warned, and of what', () => {
    const warnings = ['Metric "loss" was NaN.'];
    const tuning = run('tune', '11-23T07:00', done);
    const trial = run('train', '11-23T07:01', { ...done, warnings }, { parent: tuning.record.id });
    const going = run('train', '11-23T08:00', { status: 'running', warnings });
    const facts = { ...well, runs: [going, trial, tuning, ...well.runs] };
    for (const [{ record }, state] of [
      [trial, 'warning'],
      [going, 'running'],
    ] as const) {
      const row = find(facts, `run:${record.id}`);
      assert.equal(row.state, state);
      assert.match(row.description ?? '', / · 1 warning$/);
      assert.match(row.tooltip ?? '', /Metric "loss" was NaN/);
    }
  });

  it('says when a stage was run, how long it took, and which run it was', () => {
    const tooltip = find(well, 'stage:uptake:train:uptake').tooltip ?? '';
    assert.match(tooltip, /Started: 21 Nov 2026, 08:00/);
    assert.match(tooltip, /Run: 20261121T080000/);
  });

  it('lists the worst of what a check found in its tooltip', () => {
    const findings = Array.from({ length: 7 }, (_, n) => finding(`leak${n}`, n === 6 ? 'error' : 'warning'));
    const facts = {
      ...well,
      datasets: [{ ...well.datasets[0], name: 'bank', check: check(findings, false) }],
    };
    const tooltip = find(facts, 'check:bank').tooltip ?? '';
    assert.match(tooltip, /leak6 is wrong[^]*leak0 is wrong[^]*2 more/);
  });

  it('writes moments in the zone of whoever reads, and days of data as they are', () => {
    const there = { ...well, zone: 'America/New_York' };
    assert.equal(find(there, 'stage:uptake:train:uptake').description, '21 Nov 2026, 03:00');
    assert.equal(find(there, 'stage:uptake:collect:bank').description, 'bank · 20 Nov 2026');
    assert.equal(
      find({ ...there, zone: 'Pacific/Pago_Pago' }, 'collected:bank').description,
      '19 Nov 2026 · 3.4 MB · source/history.csv',
    );
    assert.match(find(there, 'split:bank:train').description ?? '', /5 May 2008 to 8 Apr 2009/);
  });

  it('has Next after the mistakes, then a few warnings, and says where the others are', () => {
    const names = Array.from({ length: 9 }, (_, n) => `m${n}`);
    const text = [
      'goals: {g: {statement: s, metric: roc_auc, trget: 1}}',
      'datasets: {d: {path: d.csv}}',
      'models:',
      ...names.map((name) => `  ${name}: {train: t, dataset: d}`),
    ].join('\n');
    const facts = { ...wellFacts(text), datasets: [], registries: [], runs: [] };
    const kinds = buildCatalog(facts).process.map(({ kind, state }) => `${kind} ${state}`);
    const next = kinds.findIndex((kind) => kind.startsWith('next'));
    assert.ok(
      kinds.slice(0, next).every((kind) => kind === 'problem error'),
      kinds.join(),
    );
    assert.equal(kinds.filter((kind) => kind === 'problem warning').length, 5);
    const more = find(facts, 'more:problems:warning');
    assert.equal(more.label, '4 more in the Problems panel');
    assert.equal(more.about.line, 9);
    assert.match(find(facts, 'problem:all:1').label, /^models\.m0: its dataset "d" names no target/);
  });

  it('forgets a failure once the stage went well', () => {
    const facts = {
      ...well,
      runs: [run('collect', '11-24T09:00', done), run('collect', '11-24T08:00', failed('No answer.'))],
    };
    assert.equal(find(facts, 'dataset:bank').state, 'ok');
  });

  for (const [stage, overtaking, id] of [
    ['check', 'prepare', 'dataset:bank'],
    ['train', 'tune', 'model:uptake'],
    ['retrain', 'promote', 'model:uptake'],
  ] as const)
    it(`forgets a ${stage} that failed once a later ${overtaking} went well, and not before`, () => {
      const failedRun = run(stage, '11-24T09:00', failed('No answer.'));
      const rows = (hour: string) =>
        find({ ...well, runs: [failedRun, run(overtaking, hour, done)] }, id).children;
      const isFailure = ({ kind }: { readonly kind: string }) => kind === 'failure';
      assert.equal(rows('11-24T08:00').filter(isFailure).length, 1);
      assert.equal(rows('11-24T10:00').filter(isFailure).length, 0);
    });

  for (const [verb, about] of [
    ['prepare', 'bank'],
    ['promote', 'uptake@1'],
  ] as const)
    it(`forgets a failure once the ${verb} of ${about} that it called for was done, and not before`, () => {
      const { error, ...state } = failed('Something has to be done first.');
      const failedRun = run('train', '11-24T09:00', {
        ...state,
        error: { ...error, remedy: { verb, args: [about] } },
      });
      const rows = (hour: string) =>
        find({ ...well, runs: [failedRun, run(verb, hour, done)] }, 'model:uptake').children;
      const labels = (hour: string) => rows(hour).map(({ label }) => label);
      assert.ok(labels('11-24T08:00').includes('Train failed'));
      assert.ok(!labels('11-24T10:00').includes('Train failed'));
    });

  it('forgets a failure once the environment that it called for was completed, and not before', () => {
    const { error, ...state } = failed('The project’s Python environment was not made yet.');
    const failedRun = run('train', '11-24T09:00', {
      ...state,
      endedAt: '2026-11-24T09:00:02.000Z',
      error: { ...error, remedy: remedy('python', '--create') },
    });
    const isTold = (made: Pick<CatalogFacts, 'environmentAt'>) =>
      find({ ...well, runs: [failedRun], ...made }, 'model:uptake').children.some(
        ({ kind }) => kind === 'failure',
      );
    assert.equal(isTold({}), true);
    assert.equal(isTold({ environmentAt: '2026-11-24T09:00:01.000Z' }), true);
    assert.equal(isTold({ environmentAt: '2026-11-24T09:05:00.000Z' }), false);
  });

  it('keeps a failure after a promotion that was refused', () => {
    const refused = { ...done, outcome: { ...done.outcome, passed: false } };
    const runs = [
      run('retrain', '11-24T09:00', failed('No champion.')),
      run('promote', '11-24T10:00', refused),
    ];
    assert.ok(find({ ...well, runs }, 'model:uptake').children.some(({ kind }) => kind === 'failure'));
  });

  for (const [what, remedy] of [
    ['that overtook it', undefined],
    ['that it called for', { verb: 'promote', args: ['uptake@1'] }],
  ] as const)
    it(`forgets a failure after a promotion ${what}, whatever was refused since`, () => {
      const { error, ...state } = failed('No champion.');
      const runs = [
        run('promote', '11-24T11:00', { ...done, outcome: { ...done.outcome, passed: false } }),
        run('promote', '11-24T10:00', done),
        run(remedy ? 'train' : 'retrain', '11-24T09:00', {
          ...state,
          error: { ...error, ...(remedy && { remedy }) },
        }),
      ];
      assert.ok(!find({ ...well, runs }, 'model:uptake').children.some(({ kind }) => kind === 'failure'));
    });

  it('says once that a stage never came to its end', () => {
    const labels = (runs: CatalogFacts['runs']) =>
      find({ ...well, datasets: [], runs }, 'dataset:bank').children.map(({ label }) => label);
    assert.ok(labels([]).includes('Not collected yet'));
    const told = labels([run('collect', '11-24T09:00', failed('No answer.'))]);
    assert.ok(told.includes('Collect failed') && !told.includes('Not collected yet'));
  });

  it('keeps wrong entries visible beside the right ones', () => {
    const facts = wellFacts(
      `${manifestText}goal: {}\n`.replace('train: python train.py', 'trian: python train.py'),
    );
    assert.deepEqual(
      view(facts, 'models').map((line) => line.split(' | ')[0]),
      [
        'error uptake',
        '  error Unknown key "trian" in models.uptake.',
        '  ok Version 1',
        '  ok Runs',
        '    ok Tune 21 Nov 2026, 08:30',
        '    ok Train 21 Nov 2026, 08:00',
      ],
    );
    assert.equal(
      view(facts, 'process')[0],
      'error Unknown key "trian" in models.uptake. | lifecycle.yaml:17:5 -> Did you mean "train"?',
    );
    assert.deepEqual(find(facts, 'dataset:bank').state, 'ok');
  });

  it('shows running work first, with how far it is, and trials below their tuning', () => {
    const tuning = run('tune', '11-24T10:00', {
      status: 'running',
      progress: { kind: 'progress', at: '', message: 'trials', done: 1, total: 4 },
    });
    const parent = tuning.record.id;
    const training = { ...version(1).training, params: { c: 1 } };
    const facts = {
      ...well,
      runs: [
        run('train', '11-24T10:02', failed('It ended with 1.'), { parent }),
        run(
          'train',
          '11-24T10:01',
          { ...done, training, metrics: { roc_auc: 0.7012345 }, outcome: { ...done.outcome } },
          { parent },
        ),
        tuning,
        ...well.runs,
      ],
    };
    assert.deepEqual(drawn([find(facts, `run:${parent}`)]).slice(0, 1), [
      'running Tune 24 Nov 2026, 10:00 | running · trials 25% · 2 trials, 1 failed',
    ]);
    assert.equal(find(facts, 'model:uptake').state, 'running');
    assert.equal(find(facts, 'model:uptake').children[0]?.id, `run:${parent}`);
    assert.equal(find(facts, `run:${parent}`).children[1]?.label, 'c 1');
  });

  it('marks the windows that it folds as the worst of them', () => {
    const months = Array.from({ length: 8 }, (_, month) => ({
      ...window,
      key: `2026-0${month + 1}-01T00:00:00.000Z@1`,
      ...(month === 0 ? {} : { hasDrifted: false, performance: { ...interval(0.749), metric: 'roc_auc' } }),
    }));
    const older = (windows: readonly (typeof window)[]) =>
      find({ ...well, monitors: [{ name: 'local', windows, alerts: [] }] }, 'more:windows:local').state;
    assert.deepEqual([older(months), older(months.slice(1))], ['error', 'ok']);
  });

  it('keeps the trainings of a retraining below it, each named for what it is', () => {
    const retraining = run('retrain', '11-24T11:00', done);
    const parent = retraining.record.id;
    const twin = run('train', '11-24T11:02', done, { parent, request: { data: { keptBack: 204 } } });
    const challenger = run('train', '11-24T11:01', done, { parent, request: { data: {} } });
    const facts = { ...well, runs: [twin, challenger, retraining, ...well.runs] };
    const labels = find(facts, `run:${parent}`).children.map(({ label }) => label);
    assert.deepEqual(labels, ['Challenger', 'Same recipe without the newest 204 rows']);
    const listed = find(facts, 'runs:uptake').children.map(({ id }) => id);
    assert.ok(listed.includes(`run:${parent}`) && !listed.includes(`run:${twin.record.id}`));
  });

  it('counts and shows a trial that a tuning found done, each row with an id of its own', () => {
    const training = { ...version(1).training, params: { c: 1 } };
    const before = run('train', '11-24T09:00', { ...done, training });
    const id = '20261124T100000-tuning';
    const own = run('train', '11-24T10:01', { ...done, training }, { parent: id });
    const document = { trials: [before, own].map(({ record }) => ({ run: record.id, params: {} })) };
    const tuning = run('tune', '11-24T10:00', { ...done, outcome: { ...done.outcome, document } }, { id });
    const facts = { ...well, runs: [own, tuning, before] };
    const { description, children } = find(facts, `run:${id}`);
    assert.match(description ?? '', / · 2 trials$/);
    const ids = [...children, find(facts, `run:${before.record.id}`)].map((row) => row.id);
    assert.equal(new Set(ids).size, 3);
  });

  it('shows a hundred of everything, each row with an id of its own', () => {
    const names = Array.from({ length: 100 }, (_, index) => `n${index}`);
    const text = [
      'datasets:',
      ...names.map((name) => `  ${name}: {path: ${name}.csv, target: y}`),
      'models:',
      ...names.map((name) => `  ${name}: {train: t, dataset: ${name}}`),
      'deployments:',
      ...names.map((name) => `  ${name}: {model: ${name}@champion}`),
    ].join('\n');
    const versions = names.map((_, index) => ({ ...version(1), version: index + 1 }));
    const facts: CatalogFacts = {
      ...wellFacts(text),
      registries: names.map((model) => ({
        model,
        versions: versions.map((one) => ({ ...one, model })),
        aliases: {},
        events: [],
        retired: [],
      })),
      runs: names.map(() => run('train', '11-24T10:01', done, { name: 'n7' })),
    };
    const catalog = buildCatalog(facts);
    assert.deepEqual(
      [catalog.datasets.length, catalog.models.length, catalog.deployments.length],
      [100, 100, 100],
    );
    const ids = viewNames.flatMap((name) => [...allNodes(catalog[name])].map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(find(facts, 'more:runs:n7').label, '90 older runs');
  });

  it('shows what was found beside what is named, and says when looking was cut', () => {
    const facts: CatalogFacts = {
      ...well,
      found: {
        files: [
          {
            kind: 'data',
            path: 'traffic/*-*.csv',
            what: 'CSV',
            bytes: 1_250_000,
            files: 1017,
            members: [
              { path: 'traffic/2009-07.csv', bytes: 9 },
              { path: 'traffic/2009-08.csv', bytes: 9 },
            ],
          },
          { kind: 'tracking', path: 'mlruns', what: 'MLflow runs', experiments: 1 },
          { kind: 'model', path: 'old.pkl', what: 'pickle', bytes: 999 },
          { kind: 'script', path: 'fit.py', what: 'script' },
          { kind: 'pipeline', path: 'dvc.yaml', what: 'DVC pipeline', names: ['a', 'b'] },
          { kind: 'cluster', path: 'k8s.yaml', what: 'Kubernetes Deployment', names: ['app'] },
        ],
        leftOut: { data: 1200, others: 3 },
        cutAt: 20_000,
      },
    };
    assert.deepEqual(view(facts, 'datasets').slice(-6), [
      'unknown traffic/2009-07.csv and 1,016 more | CSV · 1,017 files · 1.25 MB -> Add it to lifecycle.yaml.',
      '  unknown 2009-07.csv | 9 B',
      '  unknown 2009-08.csv | 9 B',
      '  unknown 1,015 more files',
      'unknown 1,203 more files | too many to be shown',
      'unknown Not everything was looked at | only the first 20,000 entries of this folder',
    ]);
    assert.deepEqual(view(facts, 'models').slice(-4), [
      'unknown mlruns | MLflow runs · 1 experiment -> Add it to lifecycle.yaml.',
      'unknown old.pkl | pickle · 999 B -> Add it to lifecycle.yaml.',
      'unknown fit.py | script -> Add it to lifecycle.yaml.',
      'unknown dvc.yaml | DVC pipeline · a, b -> Add it to lifecycle.yaml.',
    ]);
    assert.equal(
      view(facts, 'deployments').at(-1),
      'unknown k8s.yaml | Kubernetes Deployment · app -> Add it to lifecycle.yaml.',
    );
    assert.equal(find(facts, 'found:old.pkl:pickle').isFound, true);
  });

  it('is empty where nothing concerns a model', () => {
    const { isEmpty, process, datasets, models, deployments, next } = buildCatalog({
      ...wellFacts(''),
      hasManifest: false,
      datasets: [],
      registries: [],
      runs: [],
      deployments: [],
      monitors: [],
    });
    assert.deepEqual(
      { isEmpty, process, datasets, models, deployments, next },
      {
        isEmpty: true,
        process: [],
        datasets: [],
        models: [],
        deployments: [],
        next: [],
      },
    );
  });

  it('shows text of files in tooltips as it is, never as a link or a picture', () => {
    const evil = '![x](https://example.org/x.png) [run](command:x) <img src=x> `a`';
    const facts = {
      ...well,
      datasets: [
        {
          ...well.datasets[0],
          name: 'bank',
          check: check([finding('f', 'error', { message: evil })], false),
        },
      ],
    };
    const { tooltip = '' } = find(facts, 'finding:bank:prepared:f');
    assert.doesNotMatch(tooltip, /(^|[^\\])[![\]<`(]/);
    assert.ok(tooltip.includes('example\\.org'));
  });
});
