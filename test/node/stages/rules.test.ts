// That nothing made by earlier rules is taken for current: what a fixed folder comes to, beside the numbers that are to be raised with it.
import assert from 'node:assert/strict';
import { detectors } from '../../../src/core/quality/detectors';
import type { CheckResult, FindingKind } from '../../../src/core/quality/finding';
import { rules } from '../../../src/node/check/key';
import { currentPrepared } from '../../../src/node/dataset/versions';
import { digestJson } from '../../../src/node/files/digest';
import { meaning } from '../../../src/node/prepare/key';
import { openProject } from '../../../src/node/project';
import { check } from '../../../src/node/stages/check';
import { collect } from '../../../src/node/stages/collect';
import { prepare } from '../../../src/node/stages/prepare';
import { withProject } from './temporaryProject';

const length = 600;
const row = (at: number) => ({
  id: at % 97 === 0 ? 1 : at,
  customer: `c${at}`,
  day: new Date(Date.UTC(2026, 0, 1) + at * 3_600_000).toISOString(),
  age: at === 17 ? 99_999 : 20 + ((at * 7) % 50),
  job: [' clerk', 'clerk', 'Clerk', 'nurse', 'unknown'][at % 5],
  price: `${(at * 13) % 90} %`,
  plot: ['100', '1.000', '-', '250'][at % 4],
  rent: at % 50 === 0 ? 'on request' : `${(at * 13) % 90},5`,
  seen: `${1 + (at % 28)}.${1 + (at % 12)}.2026`,
  always: 'x',
  late: at < 500 ? at % 9 : '',
  early: at < 500 ? '' : at % 9,
  told: at % 40 === 0 || at > 560 ? 1 : 0,
  y: at % 40 === 0 || at > 560 ? 'yes' : 'no',
});
const table = Array.from({ length }, (_, at) => row(at < 590 ? at : 589));
const csv = [Object.keys(table[0] ?? {}), ...table.map(Object.values)].map((cells) => cells.join(';'));
const lines = table.map(({ id, age, y }, at) =>
  JSON.stringify({ id, code: at % 30 ? age : `x${age}`, tags: ['a', 'b'], y }),
);

const steps = [
  { trim: ['job'] },
  { replace: { column: 'job', unknown: null } },
  { replace: { column: 'plot', '-': null } },
  { derive: { price: "CAST(replace(price, ' %', '') AS DOUBLE)", old: 'age > 40' } },
  { cast: { plot: 'number', seen: { type: 'date', format: '%d.%m.%Y' }, day: 'timestamp' } },
  { rename: { early: 'first' } },
  { drop: ['always'] },
  { filter: 'id <> 3' },
  { deduplicate: 'all' },
  { sql: 'SELECT * FROM data WHERE id <> 5' },
];
const shares = { train: 0.8, validation: 0.1, test: 0.1 };
const datasets = {
  odd: { path: 'odd.csv', target: 'y', key: 'id', time: 'day', split: { by: 'random', ...shares } },
  mended: {
    path: 'odd.csv',
    target: 'y',
    key: 'id',
    time: 'day',
    prepare: steps,
    split: { by: 'time', ...shares },
  },
  lines: { path: 'odd.jsonl', target: 'y', key: 'id', split: { by: 'key', ...shares } },
};

/** Where one of these digests changes, raise its number where it stands, so that what was stored is made anew; then write both here. */
const known = {
  findings: [11, 'sha256:790b733107eb5c2e6887012a219ec429a6909e8d04f33cdb05e1eb42c28055bc'],
  prepared: [2, 'sha256:75a6dd14407c9475775c36f4909ff53243be8bc92aa5cfa91a418fdd37f519f7'],
};

/** No folder can have both these and the others. */
const notHere: readonly FindingKind[] = ['no-rows', 'no-positive'];

describe('what is stored by rules of ours', () => {
  it('has a number that is raised with the rules', () =>
    withProject(async (project) => {
      await project.write({ 'odd.csv': csv.join('\n'), 'odd.jsonl': lines.join('\n') });
      await project.declare(datasets);
      await project.perform(collect, {});
      await project.perform(prepare, {});
      const opened = await openProject(project.root);
      const prepared = await Promise.all(
        Object.keys(datasets).map(async (name) => (await currentPrepared(opened, name))?.fingerprint),
      );
      const { findings } = (await project.perform(check, {})).document as unknown as CheckResult;
      // Evidence has figures whose last digits are the processor's.
      const told = findings.map(({ evidence: _, ...finding }) => finding);
      assert.deepEqual(
        { findings: [rules, digestJson(told)], prepared: [meaning, digestJson(prepared)] },
        known,
        'raise `rules` of src/node/check/key.ts or `meaning` of src/node/prepare/key.ts',
      );
      const kinds = detectors.map(({ kind }) => kind).filter((kind) => !notHere.includes(kind));
      assert.deepEqual(
        kinds.filter((kind) => findings.every((finding) => finding.kind !== kind)),
        [],
      );
    }));
});
