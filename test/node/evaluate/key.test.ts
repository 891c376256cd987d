// That no figures measured by earlier rules are taken for current: what fixed rows come to, beside the number that is to be raised with it.
import assert from 'node:assert/strict';
import type { Evaluation } from '../../../src/core/evaluate/evaluation';
import { digestJson } from '../../../src/node/files/digest';
import { rules } from '../../../src/node/evaluate/key';
import { drawPeople, peopleProject } from './peopleProject';

/** Where the digest changes, raise the number where it stands, so that what was measured is measured anew; then write both here. */
const known = [1, 'sha256:dbde075a6fe807f9fbbf0681601065e16288cc219a660aabf5051e02dd48388d'];

/** To six digits: machines differ in the last ones. */
const rounded = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_key, member: unknown) =>
      typeof member === 'number' ? String(Number(member.toPrecision(6))) : member,
    ),
  ) as unknown;

describe('an evaluation by rules of ours', () => {
  it('has a number that is raised with the rules', async () => {
    const figures = await Promise.all(
      [1, 4].map(async (visits) => {
        const made = await peopleProject({
          people: drawPeople(800, { visits }),
          model: { evaluate: { slices: ['job', 'age'] } },
          value: { tp: 60, fp: -12, capacity: '20%' },
        });
        const {
          key: _key,
          run: _run,
          at: _at,
          testRows: _rows,
          ...told
        }: Evaluation = await made.evaluated();
        return told;
      }),
    );
    assert.deepEqual(
      [rules, digestJson(rounded(figures))],
      known,
      'raise `rules` of src/node/evaluate/key.ts',
    );
  });
});
