// What joins did to the rows, as findings.
import assert from 'node:assert/strict';
import type { StepEffect } from '../../../src/core/dataset/version';
import { stepSchema } from '../../../src/core/manifest/step';
import { joinsOf, type Facts } from '../../../src/core/quality/facts';
import { grownRows } from '../../../src/core/quality/findings/grownRows';
import { looksAhead } from '../../../src/core/quality/findings/looksAhead';

const join = stepSchema.parse({ join: { with: 'rates', on: 'id', columns: ['rate'] } });
const effect: StepEffect = { step: 'join', columns: ['rate'], rowsBefore: 400, rowsAfter: 410, unmatched: 3 };
const factsOf = (more: Partial<StepEffect>) =>
  ({
    seenIn: 'prepared',
    joins: joinsOf({
      steps: [stepSchema.parse({ trim: ['a'] }), join],
      effects: [
        { step: 'trim', columns: ['a'], rowsBefore: 400, rowsAfter: 400 },
        { ...effect, ...more },
      ],
    }),
  }) as unknown as Facts;

describe('a join that', () => {
  it('takes rows of a later time is a finding', () => {
    assert.deepEqual(
      looksAhead
        .detect(factsOf({ later: 10, several: 0 }))
        .map(({ id, severity, message }) => [id, severity, message]),
      [
        [
          'looks-ahead:rate',
          'warning',
          'The join with rates looks into the future: 10 rows (2.5%) took rate from a row that is later than they are.',
        ],
      ],
    );
  });

  it('makes more rows of one is a finding', () => {
    assert.deepEqual(
      grownRows.detect(factsOf({ several: 7 })).map(({ id, message }) => [id, message]),
      [
        [
          'grown-rows:rate',
          'In the join with rates 7 rows found several rows there: 400 rows became 410 rows, and those count more than once.',
        ],
      ],
    );
  });

  it('does neither is none, nor is data that nothing was joined to', () => {
    for (const facts of [factsOf({ several: 0, later: 0 }), { seenIn: 'prepared' } as unknown as Facts])
      assert.deepEqual([...looksAhead.detect(facts), ...grownRows.detect(facts)], []);
  });
});
