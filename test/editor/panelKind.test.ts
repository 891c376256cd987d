// What the host does with a panel of any kind: finding the kind by what is asked for, reading what a page says, answering, acting.
import assert from 'node:assert/strict';
import { dataProtocol } from '../../src/protocol/data';
import { monitorProtocol, type MonitorProtocol } from '../../src/protocol/monitor';
import type { PanelProtocol, PanelTypes } from '../../src/protocol/panel';
import { toHostSchema } from '../../src/protocol/panel';
import { panelKind } from '../../src/vscode/panels/kind';

const protocols: readonly PanelProtocol<PanelTypes>[] = [dataProtocol, monitorProtocol];
const never = new AbortController().signal;
const folder = 'file:///w';

describe('a kind of panel', () => {
  for (const [target, expected] of [
    [{ kind: 'dataset', folder, name: 'bank' }, 'data'],
    [{ kind: 'file', folder, path: 'a.csv' }, 'data'],
    [{ kind: 'monitor', folder, name: 'local' }, 'monitor'],
    [{ kind: 'model', folder, name: 'uptake' }, undefined],
    [{ kind: 'monitor', folder }, undefined],
    [undefined, undefined],
  ] as const)
    it(`${JSON.stringify(target)} is shown by ${expected ?? 'none'}`, () => {
      const shows = protocols.filter((protocol) => protocol.target.safeParse(target).success);
      assert.deepEqual(
        shows.map(({ name }) => name),
        expected === undefined ? [] : [expected],
      );
    });

  for (const [said, expected] of [
    [{ kind: 'ready' }, ['data', 'monitor']],
    [{ kind: 'ask', id: 1, question: { kind: 'service' } }, ['monitor']],
    [{ kind: 'ask', id: 1.5, question: { kind: 'service' } }, []],
    [{ kind: 'ask', id: 1, question: { kind: 'service' }, also: 1 }, []],
    [{ kind: 'ask', id: 1, question: { kind: 'service', also: 1 } }, []],
    [{ kind: 'ask', id: 1, question: { kind: 'profile', table: 'prepared' } }, ['data']],
    [{ kind: 'ask', id: 1, question: { kind: 'profile', table: '/etc/passwd' } }, []],
    [{ kind: 'do', action: { kind: 'openManifest' } }, ['data', 'monitor']],
    [{ kind: 'do', action: { kind: 'run', stage: 'train' } }, ['data', 'monitor']],
    [{ kind: 'do', action: { kind: 'run', stage: 'rm' } }, []],
    [{ kind: 'do', action: { kind: 'next', alert: 'a' } }, ['monitor']],
    [{ kind: 'do', action: { kind: 'ignore', alert: 'a' } }, ['monitor']],
    [{ kind: 'do', action: { kind: 'addSteps', findings: ['f'] } }, ['data']],
    [{ kind: 'shell' }, []],
  ] as const)
    it(`${JSON.stringify(said)} may be said in ${expected.join(', ') || 'no panel'}`, () => {
      const understood = protocols.filter((protocol) => toHostSchema(protocol).safeParse(said).success);
      assert.deepEqual(
        understood.map(({ name }) => name),
        expected,
      );
    });

  it('answers and acts on what it is about', async () => {
    const done: unknown[] = [];
    const kind = panelKind<MonitorProtocol>({
      protocol: monitorProtocol,
      icon: 'pulse',
      targetOf: () => undefined,
      title: ({ name }) => name,
      load: () => Promise.reject(new Error('not asked for')),
      answers: { service: ({ name }) => Promise.resolve({ kind: 'none', name }) },
      actions: {
        run: ({ name }, { stage }) => Promise.resolve(done.push([name, stage])),
        next: ({ name }, { alert }) => Promise.resolve(done.push([name, alert])),
        ignore: ({ name }, { alert }) => Promise.resolve(done.push([name, 'ignore', alert])),
        copyRequest: () => Promise.resolve(),
        openManifest: () => Promise.resolve(),
        trust: () => Promise.resolve(),
      },
    });
    const panel = kind.about({ kind: 'monitor', folder, name: 'local' });
    assert.ok(panel);
    assert.equal(panel.title, 'local');
    assert.deepEqual(await panel.answer({ kind: 'service' }, never), { kind: 'none', name: 'local' });
    for (const action of [
      { kind: 'run', stage: 'monitor' },
      { kind: 'next', alert: 'a1' },
    ])
      await panel.act(action);
    assert.deepEqual(done, [
      ['local', 'monitor'],
      ['local', 'a1'],
    ]);
    assert.equal(kind.about({ kind: 'dataset', folder, name: 'local' }), undefined);
  });
});
