// Columns that say what others say: redundant ones, and those that tell a sensitive one.
import assert from 'node:assert/strict';
import { proxiesIn } from '../../../src/core/quality/proxies';
import { redundantIn } from '../../../src/core/quality/redundancy';
import type { Sample, SampleValue } from '../../../src/core/quality/sample';
import { seededRandom } from '../../../src/core/random';

const rows = 600;
const random = seededRandom(3);
const drawn = Array.from({ length: rows }, () => random.normal());
const other = Array.from({ length: rows }, () => random.normal());
const group = Array.from({ length: rows }, () => ['a', 'b', 'c'][random.below(3)] ?? 'a');
const make = (columns: Record<string, readonly SampleValue[]>): Sample => ({
  columns: Object.entries(columns).map(([name, values]) => ({
    name,
    kind: values.some((value) => typeof value === 'string') ? 'named' : 'ordered',
    values,
  })),
});
const noisy = (share: number) =>
  drawn.map((value, at) => (at % Math.round(1 / share) === 0 ? (other[at] ?? 0) : value));

describe('redundant columns', () => {
  const of = (columns: Record<string, readonly SampleValue[]>) =>
    redundantIn(make(columns), Object.keys(columns)).map(
      ({ column, of: first, how }) => `${column} ${how} ${first}`,
    );
  const cases: [string, Record<string, readonly SampleValue[]>, string[]][] = [
    ['a copy', { x: drawn, y: drawn }, ['y copy x']],
    ['another unit', { x: drawn, y: drawn.map((value) => value * 1.8 + 32) }, ['y recoded x']],
    ['another code', { x: group, y: group.map((value) => `${value}!`) }, ['y recoded x']],
    ['a coarser one', { x: group, y: group.map((value) => (value === 'a' ? 'a' : 'rest')) }, ['y told x']],
    [
      'a coarser one before',
      { x: group.map((value) => (value === 'a' ? 'a' : 'rest')), y: group },
      ['x told y'],
    ],
    ['a copy with some changed', { x: drawn, y: noisy(0.2) }, ['y mostly x']],
    [
      'nearly the same order',
      { x: drawn, y: drawn.map((value, at) => value + 0.1 * (other[at] ?? 0)) },
      ['y alike x'],
    ],
    ['nothing in common', { x: drawn, y: other, z: group }, []],
    ['correlated ones', { x: drawn, y: drawn.map((value, at) => value + (other[at] ?? 0)) }, []],
    ['names of rows', { x: group.map((_, at) => `r${at}`), y: group }, []],
    ['a rare yes', { x: group, y: group.map((_, at) => (at === 5 ? 'yes' : 'no')) }, []],
  ];
  for (const [what, columns, expected] of cases)
    it(`are told of ${what}`, () => assert.deepEqual(of(columns), expected));
});

describe('proxies', () => {
  const of = (columns: Record<string, readonly SampleValue[]>, sensitive: string) =>
    proxiesIn(make(columns), { sensitive: [sensitive], columns: Object.keys(columns) }).map(
      ({ column }) => column,
    );
  it('are columns that tell a class of the sensitive one', () => {
    const street = group.map((value, at) => `${at % 10 === 0 ? 'x' : value}${at % 5}`);
    assert.deepEqual(of({ group, street, other }, 'group'), ['street']);
  });
  it('are numbers that tell whether a number is large', () =>
    assert.deepEqual(of({ age: drawn, years: noisy(0.1), other, group }, 'age'), ['years']));
  it('are no columns that know little', () =>
    assert.deepEqual(
      of({ age: drawn, x: drawn.map((value, at) => 0.5 * value + (other[at] ?? 0)) }, 'age'),
      [],
    ));
});
