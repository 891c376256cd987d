// A step that is written and read again is the same step.
import assert from 'node:assert/strict';
import { stepSchema, type Step } from '../../../src/core/manifest/step';
import { writtenSteps } from '../../../src/core/manifest/writtenStep';

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
});
