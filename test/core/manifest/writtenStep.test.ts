// A step that is written and read again is the same step.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { stepSchema, type Step } from '../../../src/core/manifest/step';
import { stepText, writtenSteps } from '../../../src/core/manifest/writtenStep';

const replace = (
  columns: string[],
  pairs: [string | number | boolean | null, string | number | boolean | null][],
) => ({ replace: { columns, pairs } }) satisfies Step;

describe('a written step', () => {
  for (const [step, written] of [
    [{ drop: ['duration'] }, [{ drop: ['duration'] }]],
    [replace(['poutcome'], [['unknown', null]]), [{ replace: { column: 'poutcome', unknown: null } }]],
    [
      replace(['job', 'education'], [['unknown', null]]),
      [{ replace: { columns: ['job', 'education'], unknown: null } }],
    ],
    [replace(['pdays'], [[-1, null]]), [{ replace: { column: 'pdays', from: -1, to: null } }]],
    [
      replace(
        ['job'],
        [
          ['admin.', 'admin'],
          ['Admin', 'admin'],
        ],
      ),
      [{ replace: { column: 'job', 'admin.': 'admin', Admin: 'admin' } }],
    ],
    [
      replace(
        ['n'],
        [
          [-1, null],
          [-9, null],
        ],
      ),
      [{ replace: { column: 'n', from: -1, to: null } }, { replace: { column: 'n', from: -9, to: null } }],
    ],
    [replace(['n'], [['to', 'x']]), [{ replace: { column: 'n', from: 'to', to: 'x' } }]],
  ] as const)
    it(`of ${JSON.stringify(step)} is ${JSON.stringify(written)}, and reads back`, () => {
      const steps = writtenSteps(step as Step);
      assert.deepEqual(steps, written);
      const pairs = steps
        .map((one) => stepSchema.parse(one))
        .flatMap((read) => ('replace' in read ? read.replace.pairs : []));
      assert.deepEqual(pairs, 'replace' in step ? step.replace.pairs : []);
    });

  const hostile = fc
    .oneof(
      fc.constantFrom(
        'due: when',
        'a, b',
        "it's",
        'say "x"',
        '#1',
        '- x',
        '{x}',
        '[y]',
        '? z',
        '&a',
        '*a',
        '!t',
        '%d',
      ),
      fc.constantFrom(
        'null',
        'yes',
        '0x1F',
        '1e3',
        '01',
        '2026-01-31',
        '~',
        ' ',
        'line\nbreak',
        'tab\there',
        'column',
        'to',
      ),
      fc.string({ minLength: 1, unit: 'binary' }).filter((name) => name.trim() !== ''),
    )
    .filter((name) => name.trim() !== '' && name !== '__proto__');

  it('is text that reads back as the step, whatever its columns and values are', () => {
    const steps: fc.Arbitrary<Step> = fc.oneof(
      fc.array(hostile, { minLength: 1, maxLength: 3 }).map((drop) => ({ drop })),
      hostile.map((column) => ({ cast: { [column]: 'string' as const } })),
      hostile.map((column) => ({ cast: { [column]: { type: 'date' as const, format: `%d ${column}` } } })),
      fc.tuple(hostile, hostile).map(([column, sql]) => ({ derive: { [column]: sql } })),
      fc.tuple(hostile, hostile).map(([from, to]) => ({ rename: { [from]: to } })),
      fc.tuple(hostile, hostile).map(([column, value]) => replace([column], [[value, null]])),
      hostile.map((filter) => ({ filter })),
    );
    fc.assert(
      fc.property(steps, (step) => {
        const read = (parse(stepText(step)) as unknown[]).map((one) => stepSchema.parse(one));
        assert.deepEqual(read, [step]);
      }),
    );
  });
});
