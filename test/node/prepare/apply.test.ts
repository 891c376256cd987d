// Raw rows through serving give the values that preparing the same rows gives, and what does not fit is told by row and column.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Column } from '../../../src/core/dataset/version';
import { isLifecycleError } from '../../../src/core/errors';
import { stepSchema, type Step } from '../../../src/core/manifest/step';
import { compile } from '../../../src/core/prepare/compile';
import { resultQuery } from '../../../src/core/prepare/pipeline';
import { openPreparation } from '../../../src/node/prepare/apply';
import { sqlEngine } from '../../../src/node/prepare/engine';
import { withDatabase, type Row } from '../../../src/node/duckdb/engine';
import { identifier, literal } from '../../../src/node/duckdb/quote';

const inputs: Column[] = [
  { name: 'age', type: 'BIGINT' },
  { name: 'job', type: 'VARCHAR' },
  { name: 'balance', type: 'DOUBLE' },
  { name: 'pdays', type: 'BIGINT' },
  { name: 'since', type: 'DATE' },
  { name: 'seen', type: 'TIMESTAMP' },
  { name: 'loan', type: 'BOOLEAN' },
  { name: `odd "name"`, type: 'VARCHAR' },
];
const steps = [
  { trim: ['job', `odd "name"`] },
  { replace: { column: 'job', unknown: null, 'blue-collar': 'worker' } },
  { replace: { column: 'pdays', '-1': null } },
  { replace: { columns: ['balance'], from: 0, to: 0.5 } },
  { derive: { contacted: 'pdays >= 0', job: 'upper(job)', ratio: 'balance / nullif(age, 0)' } },
  { derive: { weekday: 'dayofweek(since)', hour: `extract(hour FROM seen)` } },
  { cast: { age: 'number', pdays: 'string' } },
  { rename: { loan: 'has_loan' } },
  { drop: ['balance'] },
].map((step) => stepSchema.parse(step));

const row = {
  age: 40,
  job: ' unknown ',
  balance: 0,
  pdays: -1,
  since: '2008-05-05',
  seen: '2008-05-05T12:30:00Z',
  loan: false,
  'odd "name"': 'x',
};

const written = (value: Row[string] | undefined) =>
  typeof value === 'number' ? String(value) : (value as string | null);

/** The way that preparing a whole table goes. */
async function prepareTable(rows: readonly Row[], by: readonly Step[]): Promise<Row[]> {
  return withDatabase(async (database) => {
    await database.run(
      `CREATE TABLE raw (${inputs.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')})`,
    );
    for (const one of rows) {
      const values = inputs.map(
        // As text: a bare number of many digits would be read as a DECIMAL, which rounds.
        ({ name, type }) => `CAST(${literal(written(one[name]))} AS ${type})`,
      );
      await database.run(`INSERT INTO raw VALUES (${values.join(', ')})`);
    }
    const compiled = await compile({ dataset: 'x', steps: by, columns: inputs, engine: sqlEngine(database) });
    assert.ok(compiled.kind === 'compiled', JSON.stringify(compiled));
    return database.rows(resultQuery(compiled.pipeline));
  });
}

async function serve(rows: readonly Row[], by: readonly Step[] = steps, columns = inputs): Promise<Row[]> {
  const preparation = await openPreparation({ steps: by, inputs: columns });
  try {
    return await preparation.apply(rows);
  } finally {
    await preparation.close();
  }
}

describe('serving a preparation', () => {
  it('gives the prepared row', async () => {
    assert.deepEqual(await serve([row]), [
      {
        age: 40,
        job: null,
        pdays: null,
        since: '2008-05-05',
        seen: '2008-05-05T12:30:00Z',
        has_loan: false,
        'odd "name"': 'x',
        contacted: null,
        ratio: 0.0125,
        weekday: 1,
        hour: 12,
      },
    ]);
  });

  it('gives for any rows, in their order, what preparing a table of them gives', async function () {
    this.timeout(120_000);
    const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
    const anyRow = fc.record({
      age: optional(fc.integer({ min: 0, max: 120 })),
      job: optional(
        fc.oneof(fc.constantFrom('unknown', ' blue-collar', 'Ärztin\t'), fc.string({ unit: 'grapheme' })),
      ),
      balance: optional(fc.oneof(fc.constant(0), fc.double({ noNaN: true, noDefaultInfinity: true }))),
      pdays: optional(fc.constantFrom(-1, 0, 999)),
      since: optional(fc.constantFrom('2008-02-29', '1999-12-31')),
      seen: optional(fc.constantFrom('2008-05-05T12:30:00Z', '2010-11-30T23:59:59.123456Z')),
      loan: optional(fc.boolean()),
      'odd "name"': optional(fc.string()),
    });
    const noZero = (rows: Row[]) =>
      rows.map((one) =>
        Object.fromEntries(Object.entries(one).map(([k, v]) => [k, Object.is(v, -0) ? 0 : v])),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 8 }), async (given) => {
        const rows = noZero(given as Row[]).filter((one) => !JSON.stringify(one).includes('\\u0000'));
        if (rows.length > 0) assert.deepEqual(await serve(rows), await prepareTable(rows, steps));
      }),
      { numRuns: 12 },
    );
  });

  it('keeps the order of more rows than go through at once', async () => {
    const rows = Array.from({ length: 12_001 }, (_, age) => ({ ...row, age }));
    const prepared = await serve(rows);
    assert.equal(prepared.length, rows.length);
    assert.ok(prepared.every((one, index) => one['age'] === index));
  });

  it('answers calls made at the same time each with its own rows', async () => {
    const preparation = await openPreparation({ steps, inputs });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, age) => preparation.apply([{ ...row, age }])),
    );
    await preparation.close();
    assert.deepEqual(
      answers.map(([one]) => one?.['age']),
      Array.from({ length: 20 }, (_, age) => age),
    );
  });

  const { age: _age, ...withoutAge } = row;
  const wrong: [why: string, row: Record<string, unknown>, message: RegExp, hint?: RegExp][] = [
    ['all columns that are missing, at once', {}, /Row 2: columns "age", "job", "balance", .* are missing/],
    ['a column that is missing', withoutAge, /Row 2: column "age" is missing/],
    [
      'a text for a number',
      { ...row, age: '40' },
      /Row 2: column "age" is "40", but a whole number is expected/,
      /^Send it without quotation marks\. Give null where/,
    ],
    [
      'a number for a text',
      { ...row, job: 80.5 },
      /Row 2: column "job" is 80\.5, but a text is expected/,
      /^Put it between quotation marks, .* e\.g\. "80\.5"\./,
    ],
    ['a fraction for a whole number', { ...row, age: 40.5 }, /Row 2: column "age" is 40.5/],
    ...(
      [
        [2 ** 63, '9223372036854776000'],
        [1e19, '10000000000000000000'],
        [-1e19, '-10000000000000000000'],
        [1e26, '1e+26'],
        ['9223372036854775808', '"9223372036854775808"'],
      ] as const
    ).map(([age, shown]): (typeof wrong)[number] => [
      `a whole number that no column holds (${shown})`,
      { ...row, age },
      new RegExp(
        `^Row 2: column "age" is ${shown.replace('+', '.')}, but a whole number from -9223372036854775808 to 9223372036854775807 is expected`,
      ),
      /^Give null where it is not known\.$/,
    ]),
    ['a list', { ...row, job: ['a'] }, /Row 2: column "job" is \["a"\]/],
    [
      'a text that is no date',
      { ...row, since: 'May' },
      /^Row 2: column "since" is "May", which cannot be read as date\.$/,
      /as 2026-01-31/,
    ],
    [
      'a date that never was',
      { ...row, seen: '2010-02-30' },
      /^Row 2: column "seen" is "2010-02-30", which cannot be read as timestamp/,
    ],
    ['an inherited property', { ...withoutAge, constructor: 1 }, /"age" is missing/],
  ];
  for (const [why, bad, message, hint = /./] of wrong)
    it(`refuses ${why}, and goes on serving`, async () => {
      const preparation = await openPreparation({ steps, inputs });
      await assert.rejects(preparation.apply([row, bad]), (error) => {
        assert.ok(isLifecycleError(error));
        assert.equal(error.code, 'input');
        assert.match(error.message, message);
        assert.match(error.hint ?? '', hint);
        assert.ok(error.problems.length > 0);
        return true;
      });
      assert.equal((await preparation.apply([row])).length, 1);
      await preparation.close();
    });

  it('refuses a value that a cast of the preparation cannot read, naming its row', async () => {
    const cast = [stepSchema.parse({ cast: { job: 'integer' } })];
    assert.deepEqual((await serve([{ ...row, job: '7' }], cast))[0]?.['job'], 7);
    for (const job of ['seven', '7.5'])
      await assert.rejects(
        serve(
          [
            { ...row, job: '7' },
            { ...row, job },
          ],
          cast,
        ),
        {
          message: `Row 2: column "job" is "${job}", which cannot be read as integer.`,
          hint: /Write whole numbers, as 80\. Give null/,
        },
      );
  });

  it('reads a time by the format of its cast, and tells the format where it is written otherwise', async () => {
    const cast = [stepSchema.parse({ cast: { job: { type: 'timestamp', format: '%d/%m/%Y %H:%M' } } })];
    const [prepared] = await serve([{ ...row, job: '31/12/2024 18:30' }], cast);
    assert.equal(prepared?.['job'], '2024-12-31T18:30:00Z');
    await assert.rejects(serve([{ ...row, job: '12/31/2024' }], cast), {
      message: 'Row 1: column "job" is "12/31/2024", which cannot be read as timestamp.',
      hint: 'Write it as %d/%m/%Y %H:%M. Give null where it is not known.',
    });
  });

  it('refuses what any of several casts loses, under the name that the request has for it', async () => {
    const casts = [
      { rename: { job: 'weight' } },
      { trim: ['weight'] },
      { cast: { weight: 'number' } },
      { derive: { half: 'weight / 2' } },
      { cast: { half: 'integer', age: 'string' } },
    ].map((step) => stepSchema.parse(step));
    const prepared = await serve(
      [
        { ...row, job: ' 8 ' },
        { ...row, job: null },
      ],
      casts,
    );
    assert.deepEqual(prepared.map(({ half }) => half), [4, null]); // prettier-ignore
    const cases = [
      { job: '80,5 kg', message: 'Row 1: column "job" is "80,5 kg", which cannot be read as number.' },
      { job: '7', message: 'Row 1: column "half" is "3.5", which cannot be read as integer.' },
    ];
    for (const { job, message } of cases) await assert.rejects(serve([{ ...row, job }], casts), { message });
  });

  it('takes integers that JavaScript would round as digits', async () => {
    const columns = [{ name: 'id', type: 'BIGINT' }];
    for (const id of ['9007199254740993', '9223372036854775807', '-9223372036854775808'])
      assert.deepEqual(await serve([{ id }], [], columns), [{ id }]);
    assert.deepEqual(await serve([{ id: 1e18 }, { id: -(2 ** 63) }], [], columns), [
      { id: '1000000000000000000' },
      { id: '-9223372036854775808' },
    ]);
  });

  it('keeps NaN and infinities apart from what is missing', async () => {
    const columns = [{ name: 'x', type: 'DOUBLE' }];
    const given = [{ x: NaN }, { x: Infinity }, { x: -Infinity }, { x: null }, { x: 0.1 }];
    assert.deepEqual(await serve(given, [], columns), given);
  });

  it('refuses a version whose steps or types are none of ours', async () => {
    const sql = stepSchema.parse({ sql: 'SELECT * FROM data' });
    await assert.rejects(openPreparation({ steps: [sql], inputs }), /cannot be applied to a single row/);
    const evil = [{ name: 'a', type: `INTEGER); COPY (SELECT 1) TO '/tmp/evil'; --` }];
    await assert.rejects(openPreparation({ steps: [], inputs: evil }), /gives column "a" the type/);
    const reads = stepSchema.parse({ derive: { x: `(SELECT content FROM read_text('/etc/passwd'))` } });
    await assert.rejects(openPreparation({ steps: [reads], inputs }), /looks at one row only/);
  });
});
