// What menus find on a row.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CatalogNode } from '../../src/core/catalog/node';
import { remedy } from '../../src/core/remedy';
import { pasteAt } from '../../src/core/manifest/paste';
import { canBeOpened, pasteOnClick, remedyOnClick, tokensOf } from '../../src/vscode/tree/tokens';

const node = (part: Partial<CatalogNode> & Pick<CatalogNode, 'kind'>): CatalogNode => ({
  id: 'x',
  label: 'x',
  state: 'ok',
  about: {},
  children: [],
  ...part,
});

describe('the tokens of a row', () => {
  for (const [name, row, expected] of [
    ['a dataset', node({ kind: 'dataset', about: { name: 'bank' } }), ['dataset', 'declared', 'panel']],
    [
      'a stage that is due',
      node({ kind: 'stage', state: 'stale', about: { name: 'bank', stage: 'prepare' } }),
      ['stage', 'step'],
    ],
    [
      'a stage that is running',
      node({ kind: 'stage', state: 'running', about: { name: 'bank', stage: 'prepare' } }),
      ['stage'],
    ],
    [
      'a run that goes on',
      node({ kind: 'run', state: 'running', about: { run: 'r', stage: 'train' } }),
      ['run', 'logged', 'running'],
    ],
    [
      'a deployment whose version may answer',
      node({ kind: 'deployment', about: { name: 'd' } }),
      ['deployment', 'declared', 'deployable'],
    ],
    [
      'a deployment whose version may not, or is not there',
      node({ kind: 'deployment', about: { name: 'd' }, isRefused: true }),
      ['deployment', 'declared'],
    ],
    [
      'a step that is done in lifecycle.yaml',
      node({ kind: 'next', about: { name: 'd', section: 'deployments', path: 'lifecycle.yaml' } }),
      ['next', 'written'],
    ],
    ['a run that ended', node({ kind: 'run', about: { run: 'r', stage: 'train' } }), ['run', 'logged']],
    [
      'a failure',
      node({
        kind: 'failure',
        state: 'error',
        about: { run: 'r', stage: 'train', name: 'm' },
        fix: 'Mend it.',
      }),
      ['failure', 'again', 'logged'],
    ],
    [
      'an open alert that is looked at',
      node({ kind: 'alert', state: 'error', about: { name: 'd', stage: 'monitor' }, fix: 'Look at it.' }),
      ['alert', 'open', 'panel'],
    ],
    [
      'an open alert that calls for retraining',
      node({
        kind: 'alert',
        state: 'error',
        about: { name: 'd', stage: 'monitor' },
        fix: 'Retrain.',
        remedy: remedy('retrain', 'm'),
      }),
      ['alert', 'retrain', 'panel'],
    ],
    ['a resolved alert', node({ kind: 'alert', about: { name: 'd', stage: 'monitor' } }), ['alert', 'panel']],
    [
      'a data file that was found',
      node({ kind: 'found', isFound: true, about: { path: 'a b.csv' }, fix: 'Add it.' }),
      ['found', 'addable', 'file', 'panel'],
    ],
    [
      'a packed data file that was found',
      node({ kind: 'found', isFound: true, about: { path: 'a.csv.gz' }, fix: 'Add it.' }),
      ['found', 'addable', 'file', 'panel'],
    ],
    [
      'many files that were found together',
      node({ kind: 'found', isFound: true, about: { path: 'data/*.csv' }, fix: 'Add it.' }),
      ['found', 'addable'],
    ],
    [
      'a stage that was done',
      node({ kind: 'stage', about: { name: 'bank', stage: 'prepare' } }),
      ['stage', 'again'],
    ],
    [
      'an endpoint that answers',
      node({ kind: 'endpoint', about: { name: 'd', stage: 'deploy', address: 'http://x', isLive: true } }),
      ['endpoint', 'served', 'live', 'deployable'],
    ],
    [
      'an endpoint that is down',
      node({ kind: 'endpoint', state: 'error', about: { name: 'd', stage: 'deploy', address: 'http://x' } }),
      ['endpoint', 'served', 'deployable'],
    ],
    ['a step with a command', node({ kind: 'next', remedy: remedy('approve', 'm@2') }), ['next', 'step']],
    [
      'a step that is done by looking',
      node({
        kind: 'next',
        state: 'warning',
        isLook: true,
        about: { name: 'd', stage: 'monitor' },
        remedy: remedy('monitor', 'd'),
      }),
      ['next', 'open'],
    ],
    ['nothing to do', node({ kind: 'next' }), ['next']],
  ] as const)
    it(name, () => {
      assert.deepEqual(tokensOf(row), expected);
    });

  it('menus look only for tokens that a row can have', () => {
    const source = readFileSync(resolve(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
    const looked = new Set(
      [...source.matchAll(/viewItem =~ \/\\\\b(\w+)\\\\b\//g)].map(([, token]) => token),
    );
    const catalog = readFileSync(join(import.meta.dirname, '../../src/core/catalog/node.ts'), 'utf8');
    const kinds = [...catalog.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, kind]) => kind);
    const own = [
      'declared',
      'step',
      'again',
      'logged',
      'served',
      'deployable',
      'written',
      'live',
      'running',
      'open',
      'retrain',
      'addable',
      'file',
      'panel',
    ];
    assert.ok(looked.size > 5);
    assert.deepEqual(
      [...looked].filter((token) => ![...kinds, ...own].includes(token)),
      [],
    );
  });

  it('a click on a failure opens what it points at; on a heading nothing', () => {
    assert.equal(canBeOpened(node({ kind: 'failure', about: { run: 'r' } })), true);
    assert.equal(canBeOpened(node({ kind: 'problem', about: { path: 'lifecycle.yaml', line: 3 } })), true);
    assert.equal(canBeOpened(node({ kind: 'found', isFound: true, about: { path: 'a.csv' } })), true);
    assert.equal(canBeOpened(node({ kind: 'found', isFound: true, about: { path: 'd/*.csv' } })), false);
    assert.equal(canBeOpened(node({ kind: 'stage', about: { stage: 'train' } })), false);
    assert.equal(canBeOpened(node({ kind: 'stage', about: { stage: 'train', run: 'r' } })), true);
    assert.equal(canBeOpened(node({ kind: 'group', about: { name: 'm' } })), false);
  });

  it('a click on a dataset, a monitor, a model with a version and an endpoint opens it', () => {
    assert.equal(canBeOpened(node({ kind: 'dataset', about: { name: 'd' } })), true);
    assert.equal(canBeOpened(node({ kind: 'monitor', about: { name: 'd', stage: 'monitor' } })), true);
    assert.equal(canBeOpened(node({ kind: 'model', about: { name: 'm', version: 3 } })), true);
    assert.equal(canBeOpened(node({ kind: 'model', about: { name: 'm' } })), false);
    assert.equal(canBeOpened(node({ kind: 'endpoint', about: { name: 'd', address: 'http://x' } })), true);
    assert.equal(canBeOpened(node({ kind: 'next', about: { name: 'd', stage: 'monitor' } })), true);
    assert.equal(canBeOpened(node({ kind: 'deployment', about: { name: 'd', stage: 'monitor' } })), true);
    assert.equal(canBeOpened(node({ kind: 'deployment', about: { name: 'd' } })), false);
  });

  it('a click on a step shows what it is about, and runs only what shows or asks', () => {
    const step = (about: CatalogNode['about'], toRun: CatalogNode['remedy']) =>
      node({ kind: 'next', about, ...(toRun && { remedy: toRun }) });
    for (const toRun of [
      remedy('init'),
      remedy('new', 'd', '--dataset', 'd'),
      remedy('predict', 'd', '--input', 'FILE'),
    ])
      assert.equal(remedyOnClick(step({ name: 'd' }, toRun)), toRun);
    for (const toRun of [remedy('deploy', 'd'), remedy('train', 'm'), remedy('approve', 'm@2'), undefined])
      assert.equal(remedyOnClick(step({ name: 'd' }, toRun)), undefined);
    assert.equal(remedyOnClick(node({ kind: 'failure', remedy: remedy('init') })), undefined);
    const paste = pasteAt({ lifecycle: 1 }, ['deployments', 'd'], { model: 'm@champion' });
    const written = step({ name: 'm', section: 'models', path: 'lifecycle.yaml' }, undefined);
    assert.equal(pasteOnClick({ ...written, paste }), paste);
    assert.equal(pasteOnClick({ ...written, paste, remedy: remedy('prepare', 'd') }), undefined);
    assert.equal(canBeOpened(step({ name: 'm', stage: 'train' }, remedy('train', 'm'))), true);
    assert.equal(canBeOpened(step({ path: 'lifecycle.yaml', line: 3 }, undefined)), true);
    assert.equal(canBeOpened(node({ kind: 'next' })), false);
  });
});
