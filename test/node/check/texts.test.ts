// Numbers and times in text of real files: what the offered step makes of every value, and where none is offered.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFile } from '../../../src/node/check/checkFile';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { literal } from '../../../src/node/duckdb/quote';

const days = (write: (month: string, day: string) => string) =>
  Array.from({ length: 12 * 28 }, (_, at) => write(two(1 + (at % 12)), two(1 + Math.floor(at / 12))));
const two = (part: number) => String(part).padStart(2, '0');

describe('text that is numbers or times', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'texts-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function findingOf(values: readonly string[], kind = 'kept-as-text') {
    const file = join(folder, 'data.csv');
    const rows = Array.from({ length: Math.max(60, values.length) }, (_, at) => values[at % values.length]);
    await writeFile(file, ['x\ty', ...rows.map((value, at) => `"${value ?? ''}"\t${['a', 'b'][at % 2] ?? ''}`), ''].join('\n')); // prettier-ignore
    const { findings } = await checkFile({ file });
    return findings.find((finding) => finding.kind === kind);
  }

  const numbers: [values: string[], read: (number | null)[]][] = [
    [
      ['12,50', '99,90', '1.234', '7,25', '2.500'],
      [12.5, 99.9, 1234, 7.25, 2500],
    ],
    [
      ['12,345', '7,5'],
      [12.345, 7.5],
    ],
    [
      ['4,41 €', '1.234,00 €'],
      [4.41, 1234],
    ],
    [
      ['$ 5', '-$ 1,200.50'],
      [5, -1200.5],
    ],
    [
      ['1\u00a0234,5', '7', '1\u202f000'],
      [1234.5, 7, 1000],
    ],
    [
      ['100’050.00', '3.25'],
      [100050, 3.25],
    ],
    [
      ['−0,5', '+1,5', '1,5E3'],
      [-0.5, 1.5, 1500],
    ],
    [
      ['3,4', 'k. A.', '-', 'n/a', '-12'],
      [3.4, null, null, null, -12],
    ],
    [
      ['41 %', '7,5 %'],
      [41, 7.5],
    ],
  ];
  for (const [values, read] of numbers)
    it(`reads ${values.join(' and ')}`, async () => {
      const step = (await findingOf(values))?.fix?.step;
      assert.ok(step && 'derive' in step);
      const found = await withDatabase((db) =>
        db.rows<{ v: number | null }>(
          `SELECT ${step.derive['x'] ?? ''} AS v FROM (SELECT unnest([${values.map(literal).join(', ')}]) AS x)`,
        ),
      );
      assert.deepEqual(
        found.map(({ v }) => v),
        read,
      );
    });

  const refused: [title: string, values: string[], fix: RegExp][] = [
    ['per cent and fractions', ['31%', '0.61'], /No one step/],
    ['two kinds of thousands', ['1,234.5', '1.234,5', '2.345,25', '12,5'], /No one step/],
    ['accounting', ['(0,5)', '1,5'], /No one step/],
    ['a day that the calendar does not have', ['31.02.2024', '30.01.2024'], /30 values cannot be read so, e\.g\. "31\.02\.2024"/], // prettier-ignore
    ['a rare one among many numbers', [...Array.from({ length: 400 }, (_, at) => `${String(at)},5`), '31.5'], /No one step/], // prettier-ignore
  ];
  for (const [title, values, fix] of refused)
    it(`offers no step for ${title}`, async () => {
      const finding = await findingOf(values);
      assert.match(finding?.fix?.text ?? '', fix);
      assert.equal(finding?.fix?.step, undefined);
    });

  it('tells the month from days beyond the most frequent', async () => {
    const often = Array.from({ length: 60 }, (_, at) => `01/${two(1 + (at % 12))}/2024`);
    const values = [...often, ...often, ...days((month, day) => `${month}/${day}/2024`), 'n/a'];
    assert.match((await findingOf(values))?.fix?.text ?? '', /"n\/a" into a missing.*"%m\/%d\/%Y"\}\}\.$/);
  });

  it('shows both orders of day and month where both are there', async () => {
    const values = [...days((month, day) => `${month}/${day}/2024`), '31/12/2024'];
    const finding = await findingOf(values);
    assert.match(finding?.message ?? '', /in more than one way, e\.g\. .*"31\/12\/2024"/);
    assert.equal(finding?.fix?.step, undefined);
  });

  it('drops no price that is different in each row', async () => {
    const prices = Array.from({ length: 80 }, (_, at) => `${String(at)},50 €`);
    assert.equal(await findingOf(prices, 'key-like'), undefined);
    assert.ok((await findingOf(prices))?.fix?.step);
  });
});
