// Which known word a mistyped one most likely meant, and when none.
import assert from 'node:assert/strict';
import { nearest } from '../../src/core/nearest';

describe('the nearest known word', () => {
  const cases: readonly (readonly [
    why: string,
    word: string,
    known: readonly string[],
    string | undefined,
  ])[] = [
    ['has two neighbours in each other’s place', 'modles', ['roles', 'models'], 'models'],
    ['has such a pair at its beginning', 'omdels', ['model', 'models'], 'models'],
    ['has such a pair at its end', 'modesl', ['modern', 'models'], 'models'],
    ['has such a pair and another mistake', 'sedo', ['seeds', 'other'], 'seeds'],
    ['is written in other capitals and dashes', 'Time-Column', ['time_column'], 'time_column'],
    ['is not more than two letters away where it is short', 'trxy', ['trim'], 'trim'],
    ['is none where three of a short one differ', 'txyz', ['trim'], undefined],
    ['is not all of a very short one', 'xy', ['ab'], undefined],
    ['shares a letter with a very short one', 'ax', ['ab'], 'ab'],
    ['is a third away where it is long', 'temperatWXYZ', ['temperatures'], 'temperatures'],
    ['is none where more than a third of a long one differs', 'temperaVWXYZ', ['temperatures'], undefined],
    ['is none where a third is no whole letter more', 'temperaWXYZ', ['temperature'], undefined],
    ['is none where there are none', 'word', [], undefined],
  ];
  for (const [why, word, known, found] of cases)
    it(`${why}: ${word}`, () => assert.equal(nearest(word, known), found));
});
