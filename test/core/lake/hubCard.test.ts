// What the card of a dataset of the Hugging Face Hub says of its files.
import assert from 'node:assert/strict';
import { classesOf, hubCard, hubSplit, rightsOf, saysData } from '../../../src/core/lake/hubCard';

const card = (matter: string) => hubCard(`---\n${matter}\n---\n# Reviews\n`, 'README.md');
const names = [
  'README.md',
  'data/train-00000-of-00002.parquet',
  'data/train-00001-of-00002.parquet',
  'data/test-00000-of-00001.parquet',
  'data/notes.md',
  '.gitattributes',
];
const split = (
  matter: string,
  pick: { config?: string; split?: string } = {},
  files: readonly string[] = names,
) => {
  try {
    return hubSplit(card(matter), files, pick, 'D').files;
  } catch (error) {
    const { message, hint = '' } = error as { message: string; hint?: string };
    return `${message} ${hint}`;
  }
};
const train = names.slice(1, 3);
const configured = `configs:
- config_name: default
  data_files:
  - split: train
    path: data/train-*
  - split: test
    path: data/test-*`;

describe('the card of a dataset', () => {
  const cases: readonly (readonly [
    string,
    string,
    { config?: string; split?: string },
    unknown,
    (readonly string[])?,
  ])[] = [
    ['takes the files of a split by the globs that it has', configured, { split: 'train' }, train],
    [
      'asks which of several',
      configured,
      {},
      'D has several splits: train, test. Say which, e.g. source: {huggingface: FOLDER, split: train}; each may be a dataset of its own.',
    ],
    ['knows no other', configured, { split: 'x' }, 'D has no split x. It has train, test.'],
    [
      'tells of a split without files',
      configured,
      { split: 'test' },
      'D has no file of its split test. Copy the dataset again, its data files included.',
      train,
    ],
    ['takes splits by the names of files where it has none', 'license: mit', { split: 'train' }, train],
    [
      'takes everything for training where names say nothing',
      'license: mit',
      {},
      ['a.csv', 'b.csv'],
      ['b.csv', 'a.csv'],
    ],
    [
      'takes one path as the split for training',
      'configs:\n- config_name: x\n  data_files: data/*.parquet',
      {},
      [...train, names[3]].sort(),
    ],
    [
      'takes a folder of a configuration',
      'configs:\n- config_name: en\n  data_dir: en\n- config_name: de\n  data_dir: de',
      { config: 'de' },
      ['de/a.csv'],
      ['de/a.csv', 'en/a.csv'],
    ],
    [
      'asks which of several configurations',
      'configs:\n- config_name: en\n- config_name: de',
      {},
      'D has several configurations: en, de. Say which, e.g. source: {huggingface: FOLDER, config: en}.',
    ],
    [
      'prefers the default configuration',
      'configs:\n- config_name: en\n- config_name: de\n  default: true\n  data_dir: de',
      {},
      ['de/a.csv'],
      ['de/a.csv', 'en/a.csv'],
    ],
    [
      'tells of a folder without data',
      'license: mit',
      {},
      'D holds no data file. Copy the dataset again, its data files included.',
      ['README.md'],
    ],
  ];
  for (const [title, matter, pick, expected, files] of cases)
    it(title, () => assert.deepEqual(split(matter, pick, files), expected));

  it('says its licence, its name and what classes mean', () => {
    const told = card(`license: cc-by-4.0
pretty_name: Film reviews
dataset_info:
  features:
  - name: text
    dtype: string
  - name: label
    dtype:
      class_label:
        names:
          '1': good
          '0': bad
          '10': other`);
    assert.ok(told);
    assert.deepEqual(rightsOf(told), { licence: 'cc-by-4.0', origin: 'Film reviews', terms: undefined });
    assert.deepEqual(classesOf(told, 'default'), { label: ['bad', 'good', 'other'] });
    assert.deepEqual(
      rightsOf(card('license: other\nlicense_name: own-1\nlicense_link: https://example.org/l') ?? {}),
      {
        licence: 'own-1',
        origin: undefined,
        terms: 'https://example.org/l',
      },
    );
  });

  it('is one only where it speaks of data', () => {
    assert.equal(saysData(card('title: Notes')), false);
    assert.equal(saysData(hubCard('# Notes\n', 'README.md')), false);
    assert.equal(saysData(card(configured)), true);
    assert.throws(() => card('configs: 7'), /README\.md is no card of a dataset: configs/);
    assert.throws(() => card('a: [1'), /README\.md cannot be read/);
  });
});
