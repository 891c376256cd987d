// Finding an entry by name, and refusing to work with one whose settings may be wrong.
import assert from 'node:assert/strict';
import { isLifecycleError, type LifecycleError } from '../../../src/core/errors';
import { listEntries } from '../../../src/core/manifest/entries';
import { entryNamed, findEntry } from '../../../src/core/manifest/entry';
import { readManifest } from '../../../src/core/manifest/read';

const text = `datasets:
  bank: {path: bank.csv, target: y}
  other: {pth: other.csv}
models:
  uptake: {train: python train.py, dataset: bank}
`;

function refusal(manifest: string, name: string): LifecycleError {
  try {
    findEntry(readManifest(manifest, 'lifecycle.yaml'), 'models', name);
  } catch (error) {
    if (isLifecycleError(error)) return error;
    throw error;
  }
  assert.fail('it was found');
}

describe('finding an entry', () => {
  it('gives the entry though another one is wrong', () => {
    assert.equal(findEntry(readManifest(text, 'f'), 'models', 'uptake').train, 'python train.py');
  });

  it('offers the nearest name', () => {
    const error = refusal(text, 'uptak');
    assert.deepEqual(
      [error.code, error.message, error.hint],
      ['input', 'There is no model named "uptak".', 'Did you mean "uptake"?'],
    );
  });

  for (const [section, name, hint] of [
    ['models', 'uptak', 'Did you mean "uptake"?'],
    ['datasets', 'bonk', 'Did you mean "bank"?'],
    ['monitors', 'local', 'Add it under "monitors:" in lifecycle.yaml.'],
  ] as const)
    it(`says what to do where a verb is asked for ${name} of ${section}`, () => {
      const { manifest } = readManifest(text, 'f');
      assert.throws(() => entryNamed(manifest, section, name), { code: 'input', hint });
    });

  it('does not take what JavaScript puts into every object for an entry', () => {
    assert.equal(refusal(text, 'constructor').message, 'There is no model named "constructor".');
  });

  for (const [what, wrong] of [
    ['its own settings', text.replace('train.py', 'train.py, gates: {aprovals: 2}')],
    ['who may approve', `${text}roles: {aprovers: [ben@example.org]}\n`],
    ['a mistyped section', `${text}rolls: {approvers: [ben@example.org]}\n`],
    ['a newer version', `lifecycle: 2\n${text}`],
    ['the syntax', `${text}\tx: 1\n`],
    ['the name, written twice', `${text}  uptake: {train: b}\n`],
  ] as const)
    it(`refuses it where ${what} is wrong, with the line`, () => {
      const error = refusal(wrong, 'uptake');
      assert.equal(error.message, 'lifecycle.yaml has to be mended first.');
      assert.ok(error.problems.length > 0 && error.problems.every(({ line }) => line !== undefined));
    });
});

describe('listing entries', () => {
  it('names right and wrong ones at their keys', () => {
    assert.deepEqual(
      listEntries(text).map(({ section, name, place }) => `${section} ${name} ${place.line}:${place.column}`),
      ['datasets bank 2:3', 'datasets other 3:3', 'models uptake 5:3'],
    );
  });

  it('gives none where the file cannot be read', () => {
    assert.deepEqual(listEntries('- a'), []);
    assert.deepEqual(listEntries('datasets: [a]'), []);
  });
});
