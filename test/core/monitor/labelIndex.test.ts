// Which label is a prediction's, by its key and its time, where either may be missing.
import assert from 'node:assert/strict';
import { labelIndex, type FoundLabel } from '../../../src/core/monitor/labelIndex';

const [may, june] = ['2009-05-01T00:00:00.000Z', '2009-06-01T00:00:00.000Z'];
const label = (text: string, time?: string) => ({ key: 'a', text, column: 'y', ...(time && { time }) });
const [untimed, ofMay, ofJune] = [label('no'), label('yes', may), label('no', june)];

const cases: [
  why: string,
  labels: (typeof untimed)[],
  time: string | undefined,
  isRepeated: boolean,
  FoundLabel,
][] = [
  ['of its time', [ofMay, ofJune], june, true, ofJune],
  ['without a time, of the only prediction', [untimed], may, false, untimed],
  ['without a time, of one of several predictions', [untimed], may, true, 'ambiguous'],
  ['of another time', [ofMay], june, true, undefined],
  ['of the only prediction, which has no time', [ofMay], undefined, false, ofMay],
  ['without a time, of one of several, which has none either', [untimed], undefined, true, 'ambiguous'],
  ['of the others, which have a time', [ofMay], undefined, true, undefined],
  ['of several times, of a prediction without', [ofMay, ofJune], undefined, false, 'ambiguous'],
  ['of several times, of one of several predictions without', [ofMay, ofJune], undefined, true, 'ambiguous'],
];

describe('the label of a prediction', () => {
  for (const [why, labels, time, isRepeated, expected] of cases)
    it(`is found where it is one ${why}`, () => {
      const found = labelIndex(labels).find({
        key: 'a',
        isAnswered: false,
        isRepeated,
        ...(time && { time }),
      });
      assert.deepEqual(found, expected);
    });

  it('is that of a key that is written so, before one that is the same value', () => {
    const index = labelIndex([
      { key: '1.1', text: 'no', column: 'y' },
      { key: '1.1', written: '1.10', text: 'yes', column: 'y' },
      { key: '2.5', written: '2.50', text: 'yes', column: 'y' },
    ]);
    const textOf = (key: string) => {
      const found = index.find({ key, isAnswered: false, isRepeated: false });
      return typeof found === 'object' ? found.text : found;
    };
    assert.deepEqual(['1.1', '1.10', '2.5', '2.50', '2.500'].map(textOf), [
      'no',
      'yes',
      'yes',
      'yes',
      undefined,
    ]);
    assert.equal(index.count, 3);
  });

  it('is the later one of a day that files write differently', () => {
    const index = labelIndex([
      { key: '2026-01-05', text: 'no', column: 'y' },
      { key: '2026-01-05', written: '05/01/2026', text: 'yes', column: 'y' },
    ]);
    const found = index.find({ key: '2026-01-05', isAnswered: false, isRepeated: false });
    assert.equal(typeof found === 'object' && found.text, 'yes');
  });
});
