import assert from 'node:assert/strict';
import { refuseCells } from '../../../src/core/deploy/refuseCells';
import type { LifecycleError } from '../../../src/core/errors';

describe('the cells of a request', () => {
  const times = [
    '2010-11-30',
    '2010-11-30T14:05:00Z',
    '2010-11-30 14:05',
    '2010-11-30T14:05:00.5+02:00',
    '2012-02-29',
  ];
  for (const ts of [...times, null, 1291125900])
    it(`may have ${JSON.stringify(ts)} as their time`, () => refuseCells([{ ts }], 'ts'));

  for (const ts of [
    'soon',
    '',
    '30.11.2010',
    '2010-02-30',
    '2010-13-01',
    '2010-11-30T25:00',
    'call 7',
    '2010-11-30 14:05+02',
  ])
    it(`may not have ${JSON.stringify(ts)} as their time`, () =>
      assert.throws(
        () => refuseCells([{ ts: null }, { ts }], 'ts'),
        ({ code, message, hint }: LifecycleError) =>
          code === 'input' &&
          message.startsWith(
            `Row 2: column "ts" is ${JSON.stringify(ts)}, but a time is expected, as 2010-11-30`,
          ) &&
          hint?.includes('null') === true,
      ));

  it('may have any text where no column is the time', () =>
    refuseCells([{ ts: 'soon', job: 'zoë 🦊', age: NaN }], undefined));

  const wrong: [what: string, cell: unknown, message: RegExp, hint: RegExp][] = [
    [
      'a number beyond all that can be kept',
      JSON.parse('1e999'),
      /^Row 1: column "x" is Infinity, .* finite/,
      /null/,
    ],
    ['its negative', JSON.parse('-1e999'), /^Row 1: column "x" is -Infinity, /, /null/],
    [
      'half of a character',
      JSON.parse('"a\\ud800"'),
      /^Row 1: column "x" is "a\\ud800", which holds half/,
      /whole characters/,
    ],
  ];
  for (const [what, x, message, hint] of wrong)
    it(`may not be ${what}`, () => assert.throws(() => refuseCells([{ x }], undefined), { message, hint }));

  it('are told ten at most', () =>
    assert.throws(
      () =>
        refuseCells(
          Array.from({ length: 20 }, () => ({ ts: 'soon' })),
          'ts',
        ),
      ({ problems }: LifecycleError) => problems.length === 10,
    ));
});
