// What a path or source stands for, by the names that collecting wrote down.
import assert from 'node:assert/strict';
import { standsFor } from '../../../src/core/manifest/origin';

const cases: readonly (readonly [string, string, boolean])[] = [
  ['data/bank.csv', 'data/bank.csv', true],
  ['./data//old/../bank.csv', 'data/bank.csv', true],
  ['data\\bank.csv', 'data/bank.csv', true],
  ['data/bank.csv', 'data/bank.csv.gz', false],
  ['data', 'data/2009/bank.csv', true],
  ['data/', 'database/bank.csv', false],
  ['.', 'bank.csv', true],
  ['data/*.csv', 'data/bank.csv', true],
  ['data/*.csv', 'data/2009/bank.csv', false],
  ['data/bank[1].csv', 'data/bank[1].csv', true],
  ['data/{a,b}.csv', 'data/c.csv', false],
  ['data/{01..12}.csv', 'data/10.csv', true],
  ['{old/a,b}.csv', 'old/a.csv', true],
  ['raw/{2024/**,2025/**}/*.csv', 'raw/2024/may.csv', true],
  ['{./a,./b}.csv', 'a.csv', true],
  ['raw/{**,old}/*.csv', 'raw/a.csv', true],
  ['data/[!a]*.csv', 'data/bank.csv', true],
  ['data/[!b]*.csv', 'data/bank.csv', false],
  ['/mnt/data/*.csv', '/mnt/data/bank.csv', true],
  ['/data/bank.csv', 'data/bank.csv', false],
  ['https://a.org/bank.csv?token=new', 'https://a.org/bank.csv?token=...', true],
  ['https://me:pass@a.org/bank.csv', 'https://a.org/bank.csv', true],
  ['https://a.org/other.csv', 'https://a.org/bank.csv', false],
  ['.', 'https://a.org/bank.csv', false],
  ['https://a.org/', 'bank.csv', false],
];

describe('what a path or source stands for', () => {
  for (const [pattern, written, expected] of cases)
    it(`${pattern} ${expected ? 'may have' : 'has not'} brought ${written}`, () => {
      assert.equal(standsFor(pattern)(written), expected);
    });
});
