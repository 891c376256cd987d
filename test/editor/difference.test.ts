// What an edit of lifecycle.yaml touches, and what of it a person is shown.
import assert from 'node:assert/strict';
import { difference } from '../../src/vscode/difference';

const steps = (...names: readonly string[]) =>
  `    prepare:\n${names.map((name) => `      - drop: [${name}]\n`).join('')}    split: {by: order}\n`;

const cases: readonly (readonly [string, before: string, after: string, changed: string])[] = [
  ['a step that is added at the end of a list', steps('a'), steps('a', 'b'), '- drop: [b]'],
  ['several steps', steps('a'), steps('a', 'b', 'c'), '- drop: [b]\n      - drop: [c]'],
  [
    'an entry at the end of the file',
    'datasets:\n  a: a.csv\n',
    'datasets:\n  a: a.csv\n  b: b.csv\n',
    'b: b.csv',
  ],
  ['a value that is replaced', 'lifecycle: 1\nname: x\n', 'lifecycle: 1\nname: y\n', 'y'],
  ['what is taken away', steps('a', 'b'), steps('a'), ''],
  ['nothing', steps('a'), steps('a'), ''],
];

describe('the difference of two texts', () => {
  for (const [what, before, after, changed] of cases)
    it(`shows ${what}, and leads from one to the other`, () => {
      const made = difference(before, after);
      assert.equal(before.slice(0, made.from) + made.text + before.slice(made.to), after);
      assert.equal(after.slice(made.changed.from, made.changed.to), changed);
    });
});
