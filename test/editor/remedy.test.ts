// What a remedy is in the editor: a command with its title, and what it is about.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { remedy, type Remedy } from '../../src/core/remedy';
import { commandIds } from '../../src/vscode/ids';
import { commandOf, subjectOfRemedy } from '../../src/vscode/remedy';
import type { Subject } from '../../src/vscode/subject';

const cases: readonly (readonly [Remedy, command: string, about: Omit<Subject, 'folder'>])[] = [
  [remedy('collect', 'bank'), 'collect', { kind: 'more', name: 'bank', stage: 'collect' }],
  [remedy('promote', 'uptake@2'), 'promote', { kind: 'more', name: 'uptake', version: 2, stage: 'promote' }],
  [remedy('approve', 'uptake@2'), 'approve', { kind: 'version', name: 'uptake', version: 2 }],
  [remedy('log', '20261124T080000-x', '--follow'), 'log', { kind: 'run', run: '20261124T080000-x' }],
  [remedy('python', '--create'), 'createPython', { kind: 'more' }],
  [remedy('run'), 'run', { kind: 'more' }],
  [remedy('new', 'bank-2', '--dataset', 'bank'), 'newModel', { kind: 'dataset', name: 'bank' }],
  [remedy('new'), 'newModel', { kind: 'more' }],
  [remedy('predict', 'local', '--input', 'FILE'), 'copyRequest', { kind: 'more', name: 'local' }],
];

describe('a remedy in the editor', () => {
  for (const [asked, command, about] of cases)
    it(`of ${asked.verb} ${asked.args.join(' ')}`, () => {
      assert.equal(commandOf(asked).name, command);
      assert.deepEqual(subjectOfRemedy(asked, 'file:///w'), { folder: 'file:///w', ...about });
    });

  it('has the title of its command', async () => {
    const titles = JSON.parse(await readFile('package.nls.json', 'utf8')) as Record<string, string>;
    for (const verb of ['train', 'python', 'init', 'new', 'log', 'status', 'predict'] as const) {
      const known = commandOf(remedy(verb));
      assert.equal(titles[commandIds[known.name].replace('lifecycle.', 'command.')], known.title);
    }
  });
});
