// The one status item: quiet when all is well, the count and the worst alert when not.
import assert from 'node:assert/strict';
import { buildCatalog, viewNames } from '../../../src/core/catalog/catalog';
import type { CatalogFacts } from '../../../src/core/catalog/facts';
import { allNodes } from '../../../src/core/catalog/node';
import { statusItem } from '../../../src/core/catalog/statusBar';
import {
  deployed,
  done,
  failed,
  manifestText,
  opened,
  promoted,
  registry,
  resolved,
  run,
  version,
  wellFacts,
} from './story';

const well = wellFacts();
const alerting = (...alerts: CatalogFacts['monitors'][number]['alerts']): CatalogFacts => ({
  ...well,
  monitors: [{ name: 'local', windows: [], alerts }],
});

const cases: readonly (readonly [string, readonly CatalogFacts[], string, string])[] = [
  ['is quiet where nothing is open', [well], 'none', 'Lifecycle'],
  ['is quiet where no project is open', [], 'none', 'Lifecycle'],
  [
    'is quiet once an alert has resolved',
    [alerting(opened('performance'), resolved('performance'))],
    'none',
    'Lifecycle',
  ],
  ['tells a drift alert as a warning', [alerting(opened('drift'))], 'warning', '1 alert: drift of local'],
  [
    'counts all and tells the worst',
    [alerting(opened('performance'), opened('drift'))],
    'error',
    '2 alerts: performance of local',
  ],
  [
    'counts over all projects',
    [alerting(opened('drift')), alerting(opened('drift'))],
    'warning',
    '2 alerts: drift of local',
  ],
  [
    'tells a server that is down',
    [{ ...well, deployments: [{ name: 'local', state: deployed, isAlive: false }] }],
    'error',
    'local is down',
  ],
  [
    'tells a server that is down before its alerts, and counts these',
    [
      {
        ...alerting(opened('drift')),
        deployments: [{ name: 'local', state: deployed, isAlive: false }],
      },
    ],
    'error',
    'local is down, 1 alert',
  ],
  [
    'is quiet about a server that was stopped',
    [
      {
        ...well,
        deployments: [
          { name: 'local', state: { ...deployed, stoppedAt: '2026-11-23T10:00:00.000Z' }, isAlive: false },
        ],
      },
    ],
    'none',
    'Lifecycle',
  ],
  [
    'tells a stage whose last run failed',
    [{ ...well, runs: [run('train', '11-24T08:00', failed('train.py ended with 1.')), ...well.runs] }],
    'error',
    'Train uptake failed',
  ],
  [
    'is quiet once that stage went well',
    [
      {
        ...well,
        runs: [run('train', '11-24T09:00', done), run('train', '11-24T08:00', failed('x')), ...well.runs],
      },
    ],
    'none',
    'Lifecycle',
  ],
  [
    'leaves out alerts that are not to be shown in it',
    [
      {
        ...wellFacts(manifestText.replace('window: 3 months', 'window: 3 months\n    alert: []')),
        monitors: alerting(opened('drift')).monitors,
      },
    ],
    'none',
    'Lifecycle',
  ],
  [
    'tells a wrong manifest',
    [wellFacts(manifestText.replace('target: y', 'trget: y'))],
    'error',
    'lifecycle.yaml has 1 mistake',
  ],
];

describe('the status item', () => {
  for (const [name, projects, severity, text] of cases)
    it(name, () => {
      const item = statusItem(projects);
      assert.deepEqual([item.severity, item.text], [severity, text]);
      const rows = projects.flatMap((facts) => {
        const catalog = buildCatalog(facts);
        return viewNames.flatMap((view) => [...allNodes(catalog[view])].map(({ id }) => id));
      });
      if (severity === 'none') assert.equal(item.cause, undefined);
      else assert.ok(rows.includes(item.cause ?? ''), `no row ${item.cause}`);
    });

  it('says what to mend first where the gates would not let the server that is down start again', () => {
    const barred: CatalogFacts = {
      ...wellFacts(manifestText.replace('uptake@champion', 'uptake@2')),
      registries: [registry([version(1), version(2, 0.6)], [promoted(1)])],
      deployments: [{ name: 'local', state: { ...deployed, version: 2 }, isAlive: false }],
    };
    const { tooltip } = statusItem([barred]);
    assert.match(tooltip, /is not running.*misses the goal/);
    assert.doesNotMatch(tooltip, /Deploy it again/);
  });
});
