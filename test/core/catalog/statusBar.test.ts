// The one status item: quiet when all is well, the count and the worst alert when not.
import assert from 'node:assert/strict';
import { buildCatalog, viewNames } from '../../../src/core/catalog/catalog';
import type { CatalogFacts } from '../../../src/core/catalog/facts';
import { allNodes } from '../../../src/core/catalog/node';
import { statusItem } from '../../../src/core/catalog/statusBar';
import { deployed, manifestText, opened, resolved, wellFacts } from './story';

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
    [alerting(opened('drift'), opened('performance'))],
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
    '1 alert: local is down',
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
});
