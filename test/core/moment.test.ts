import assert from 'node:assert/strict';
import { momentIn } from '../../src/core/moment';

describe('a text of a moment', () => {
  for (const [texts, areSame] of [
    [['2024-11-29', '2024-11-29 00:00', '2024-11-29T00:00:00', '2024-11-29T00:00:00.000Z'], true],
    [['2024-11-29 07:00:00', '2024-11-29T07:00:00Z', '2024-11-29 07:00:00+00', ' 2024-11-29T07:00 '], true],
    [
      [
        '2024-11-29T07:00:00Z',
        '2024-11-29T08:00+01:00',
        '2024-11-29 02:30:00-0430',
        '2024-11-29 07:00:00 UTC',
      ],
      true,
    ],
    [['2024-12-31T23:30:00-01:00', '2025-01-01T00:30:00Z'], true],
    [['2024-11-29T07:00:00.120Z', '2024-11-29 07:00:00.12+00', '2024-11-29T07:00:00.120000345'], true],
    [['2024-11-29T07:00:00.123456Z', '2024-11-29T07:00:00.123457Z'], false],
    [['2024-11-29T07:00:00.1Z', '2024-11-29T07:00:00Z'], false],
    [['2024-11-29T07:00:00Z', '2024-11-29T07:00:00+01:00'], false],
  ] as const)
    it(`${areSame ? 'is that of' : 'is another than'} ${texts.join(', ')}`, () => {
      const moments = texts.map(momentIn);
      assert.ok(!moments.includes(undefined));
      assert.equal(new Set(moments).size, areSame ? 1 : texts.length);
      assert.deepEqual(moments.map((moment = '') => momentIn(moment)), moments, 'and that of what it is told as'); // prettier-ignore
    });

  for (const text of [
    '',
    '2024',
    '2024-1-5',
    '20241129',
    '2024-13-01',
    '2024-02-30',
    '2024-11-29T25:00:00Z',
    '2024-11-29-A',
    'A 2024-11-29',
    '29.11.2024',
  ])
    // prettier-ignore
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(momentIn(text), undefined));
});
