// What hints of stages say in the editor, where nobody types commands.
import assert from 'node:assert/strict';
import { commandIn, inEditor } from '../../src/vscode/hint';

const hints: readonly (readonly [hint: string, text: string, command: string | undefined])[] = [
  ['Run "lifecycle monitor local" again.', 'Run Monitor Deployment again.', 'monitor'],
  [
    'Run "lifecycle python --create": it makes .venv from requirements.txt.',
    'Create the Python environment: it makes .venv from requirements.txt.',
    'createPython',
  ],
  [
    'Try it by hand; a broken .venv is made anew by removing it and running "lifecycle python --create".',
    'Try it by hand; a broken .venv is made anew by removing it and creating the Python environment.',
    'createPython',
  ],
  ['See "lifecycle log 20261124T080000-x", then run it again.', 'See its log, then run it again.', 'log'],
  ['Retrain it on newer data: lifecycle retrain uptake', 'Retrain it on newer data.', 'retrain'],
  ['Approve it: lifecycle approve uptake@2', 'Approve it.', 'approve'],
  [
    'Run "lifecycle collect bank" and "lifecycle prepare bank", or "lifecycle run".',
    'Run Collect Data and Prepare Data, or Run Everything Out of Date.',
    'collect',
  ],
  ['Run "Lifecycle: Create lifecycle.yaml" first.', 'Run "Lifecycle: Create lifecycle.yaml" first.', 'init'],
  ['Did you mean "target"?', 'Did you mean "target"?', undefined],
  ['Write it in lifecycle.yaml.', 'Write it in lifecycle.yaml.', undefined],
];

describe('a hint in the editor', () => {
  for (const [hint, text, command] of hints)
    it(`of ${hint}`, () => {
      assert.deepEqual([inEditor(hint), commandIn(hint)], [text, command]);
    });

  it('is a sentence of its own however often it is made one', () => {
    for (const [, text] of hints) assert.equal(inEditor(text), text);
  });
});
