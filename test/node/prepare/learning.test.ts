// Learning looks at the training rows alone, and a row is answered by what was learnt as a whole table is prepared by it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import type { Column, StepEffect } from '../../../src/core/dataset/version';
import { isLifecycleError } from '../../../src/core/errors';
import type { Dataset } from '../../../src/core/manifest/dataset';
import { stepSchema, type Step } from '../../../src/core/manifest/step';
import { compile, type Compiled } from '../../../src/core/prepare/compile';
import { resultQuery } from '../../../src/core/prepare/pipeline';
import type { ServingPreparation } from '../../../src/core/prepare/serving';
import { withDatabase, type Row } from '../../../src/node/duckdb/engine';
import { identifier, literal } from '../../../src/node/duckdb/quote';
import { openPreparation } from '../../../src/node/prepare/apply';
import { sqlEngine } from '../../../src/node/prepare/engine';
import { servingOf } from '../../../src/node/prepare/serving';
import { learningFrom } from '../../../src/node/prepare/trainingRows';
import { prepareOnce } from './prepareOnce';

const raw: Column[] = [
  { name: 'a', type: 'DOUBLE' },
  { name: 'b', type: 'BIGINT' },
  { name: 'c', type: 'VARCHAR' },
  { name: 'd', type: 'DATE' },
];

const split = { by: 'order', train: 0.6, validation: 0.2, test: 0.2, seed: 0 } as const;

interface Prepared {
  readonly compiled: Compiled;
  readonly rows: readonly Row[];
}

/** The way that a whole table goes. */
const prepareTable = (rows: readonly Row[], steps: readonly Step[], by: Dataset['split'] = split) =>
  withDatabase(
    async (database): Promise<Prepared> => {
      await database.run(
        `CREATE TABLE raw (${raw.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')})`,
      );
      for (const row of rows) {
        const values = raw.map(({ name, type }) => {
          // As text: a bare number of many digits would be read as a DECIMAL, which rounds.
          const value = row[name] as string | number | null;
          return `CAST(${literal(value === null ? null : `${value}`)} AS ${type})`;
        });
        await database.run(`INSERT INTO raw VALUES (${values.join(', ')})`);
      }
      const learning = learningFrom(database, {
        name: 'x',
        dataset: { path: 'x.csv', ...(by && { split: by }) },
        onFirst: () => Promise.resolve(),
        onData: (_before, work) => work(),
      });
      const compiled = await compile({
        dataset: 'x',
        steps,
        columns: raw,
        engine: sqlEngine(database),
        learning,
      });
      const made = compiled.kind === 'compiled' ? await database.rows(resultQuery(compiled.pipeline)) : [];
      return { compiled, rows: made };
    },
    { threads: 2 },
  );

const learntOf = ({ compiled }: Prepared) => {
  assert.ok(compiled.kind === 'compiled', JSON.stringify(compiled));
  return compiled.learnt;
};

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 6 });
const anyRow: fc.Arbitrary<Row> = fc.record({
  a: optional(fc.oneof(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.constantFrom(0, 0.1, 1e-300))),
  b: optional(fc.integer({ min: -50, max: 50 })),
  c: optional(fc.constantFrom(' clerk', 'nurse', 'Ärztin', 'a,b', 'x-1', '', 'nan')),
  d: optional(fc.constantFrom('2008-02-29', '1999-12-31', '2026-01-31')),
});
const anyRows = fc.array(anyRow, { minLength: 10, maxLength: 14 });

const templates: readonly unknown[] = [
  { trim: ['c'] },
  { case: { column: 'c', to: 'upper' } },
  { replace: { column: 'c', nurse: null } },
  { fill: { column: 'a', with: 'mean' } },
  { fill: { column: 'b', with: 'median' } },
  { fill: { columns: ['c', 'd'], with: 'mode' } },
  { fill: { column: 'b', with: 7 } },
  { clip: { column: 'a', low: '10%', high: '90%' } },
  { clip: { column: 'b', min: -5, max: 20 } },
  { bin: { column: 'b', quantile: 3 } },
  { bin: { column: 'a', edges: [-1, 0, 10] } },
  { scale: { columns: ['a', 'b'], by: 'standard' } },
  { scale: { column: 'a', by: 'minmax' } },
  { scale: { column: 'b', by: 'robust' } },
  { encode: { column: 'c', by: 'ordinal' } },
  { encode: { columns: ['c', 'd'], by: 'one_hot', most: 3 } },
  { encode: { column: 'd', by: 'frequency', unseen: 'missing' } },
  { derive: { e: 'a + b', b: 'b + 1' } },
  { scale: { column: 'e', by: 'standard' } },
  { rename: { a: 'b', b: 'a' } },
  { cast: { b: 'number' } },
  { split_column: { column: 'c', by: ',', into: ['c1', 'c2'] } },
  { extract: { column: 'd', parts: ['year', 'weekday'] } },
  { extract: { column: 'c', pattern: '(?P<letters>\\pL+)' } },
  { drop: ['c1'] },
  { select: ['a', 'b'] },
];
const anySteps = fc
  .shuffledSubarray([...templates], { minLength: 2, maxLength: 7 })
  .map((steps) => steps.map((step) => stepSchema.parse(step)));

const isNear = (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b))
    : a === b;

function assertNear(served: readonly Row[], prepared: readonly Row[], names: readonly string[]): void {
  assert.equal(served.length, prepared.length);
  for (const [at, row] of prepared.entries())
    for (const name of names)
      assert.ok(
        isNear(served[at]?.[name], row[name]),
        `${name} of row ${at}: ${JSON.stringify(served[at]?.[name])} served, ${JSON.stringify(row[name])} prepared`,
      );
}

async function serve(preparation: ServingPreparation, rows: readonly Row[]): Promise<Row[]> {
  const opened = await openPreparation(preparation);
  try {
    const served: Row[] = [];
    for (const row of rows) served.push(...(await opened.apply([row])));
    return served;
  } finally {
    await opened.close();
  }
}

describe('what is learnt', () => {
  it('answers any row by itself as the whole table is prepared, for any steps', async function () {
    this.timeout(240_000);
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(anyRows, anySteps, fc.context(), async (rows, steps, context) => {
        const { compiled, rows: prepared } = await prepareTable(rows, steps);
        // Steps that do not go together, or learn from nothing, are refused elsewhere.
        if (compiled.kind === 'wrong') return;
        tried += 1;
        context.log(JSON.stringify(steps));
        const { columns, steps: done } = compiled.pipeline;
        const effects = done.map(({ created }) => ({ created }) as unknown as StepEffect);
        const version = { dataset: 'x', steps, learnt: compiled.learnt, effects, raw };
        const wanted = columns.filter((_, at) => at % 2 === 0 || columns.length < 4);
        const preparation = await servingOf(
          version,
          wanted.map(({ name }) => ({ name, type: 'string' })),
        );
        const kept = parse(stringify(preparation)) as ServingPreparation;
        assert.deepEqual(kept, JSON.parse(JSON.stringify(preparation)));
        assertNear(
          await serve(kept, rows),
          prepared,
          wanted.map(({ name }) => name),
        );
      }),
      { numRuns: 60 },
    );
    assert.ok(tried >= 15, `only ${tried} were tried`);
  });

  const learning = [
    { fill: { column: 'a', with: 'mean' } },
    { fill: { column: 'b', with: 'median' } },
    { clip: { column: 'a', low: '20%', high: '80%' } },
    { scale: { column: 'a', by: 'standard' } },
    { bin: { column: 'b', quantile: 3 } },
    { encode: { column: 'c', by: 'one_hot', most: 2 } },
    { fill: { column: 'd', with: 'mode' } },
  ].map((step) => stepSchema.parse(step));
  const full = fc.record({
    a: fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
    b: fc.integer({ min: -50, max: 50 }),
    c: fc.constantFrom('clerk', 'nurse', 'smith'),
    d: fc.constantFrom('2008-02-29', '1999-12-31'),
  });

  it('does not change with the validation and test rows', async function () {
    this.timeout(120_000);
    const training = fc.array(full, { minLength: 6, maxLength: 6 });
    const other = fc.array(anyRow, { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(training, other, other, async (train, rest, instead) => {
        const learnt = learntOf(await prepareTable([...train, ...rest], learning));
        assert.deepEqual(learntOf(await prepareTable([...train, ...instead], learning)), learnt);
      }),
      { numRuns: 20 },
    );
  });

  for (const by of ['order', 'random', 'key', 'time'] as const)
    it(`rests on the rows of the training split where that is by ${by}`, async () => {
      const values = Array.from({ length: 400 }, (_, id) => ({
        id: id % 90,
        t: new Date(Date.UTC(2026, 0, 1) + ((id * 61) % 397) * 3_600_000).toISOString(),
        x: (id * 37) % 101,
      }));
      const { version, train } = await prepareOnce(
        { 'x.jsonl': values.map((row) => JSON.stringify(row)).join('\n') },
        {
          x: {
            path: 'x.jsonl',
            key: 'id',
            time: 't',
            split: {
              by,
              train: 0.1,
              validation: 0.45,
              test: 0.45,
              ...(by !== 'time' && by !== 'order' && { seed: 3 }),
            },
            prepare: [
              { filter: 'id % 7 <> 0' },
              { derive: { z: 'x' } },
              { scale: { column: 'z', by: 'minmax' } },
              { rename: { x: 'kept' } },
            ],
          },
        },
        'x',
      );
      const kept = train.map((row) => Number(row['kept']));
      assert.ok(kept.length > 5);
      assert.deepEqual(version.learnt?.['2']?.['z'], {
        center: Math.min(...kept),
        scale: Math.max(...kept) - Math.min(...kept),
      });
    });

  it('is the same on any number of threads, to the last digit', async function () {
    this.timeout(120_000);
    const values = Array.from({ length: 300_000 }, (_, id) => ({
      id,
      x: Math.sin(id) * 10 ** (id % 9),
      g: `g${(id * id) % 97}`,
    }));
    const files = { 'x.csv': ['id,x,g', ...values.map(({ id, x, g }) => `${id},${x},${g}`)].join('\n') };
    const datasets = {
      x: {
        path: 'x.csv',
        split: { by: 'random', train: 0.7, validation: 0.1, test: 0.2 },
        prepare: [
          { sort: ['g', '-x'] },
          { sample: { share: '80%', by: 'id' } },
          { derive: { y: 'x * 3' } },
          { scale: { columns: ['x'], by: 'standard' } },
          { clip: { column: 'y', low: '1%', high: '99%' } },
          { encode: { column: 'g', by: 'frequency', most: 20 } },
        ],
      },
    };
    const [one, four] = [
      await prepareOnce(files, datasets, 'x', 1),
      await prepareOnce(files, datasets, 'x', 4),
    ];
    assert.deepEqual(one.version.learnt, four.version.learnt);
    assert.equal(one.version.fingerprint, four.version.fingerprint);
    assert.deepEqual(one.version.effects, four.version.effects);
  });

  it('is told to be of all rows where nothing splits them', async () => {
    const { warnings } = await prepareOnce(
      { 'x.csv': 'a\n1\n2\n' },
      { x: { path: 'x.csv', prepare: [{ fill: { column: 'a', with: 'mean' } }] } },
      'x',
    );
    assert.match(
      warnings,
      /^lifecycle\.yaml:\d+:\d+: Step 1 \(fill\) of dataset "x": it learns from all rows, because the dataset is not split/,
    );
  });
});

describe('a step that cannot learn', () => {
  const refusal = async (csv: string, prepare: readonly unknown[]) => {
    try {
      await prepareOnce(
        { 'x.csv': csv },
        { x: { path: 'x.csv', prepare, split: { by: 'order', train: 0.5, validation: 0.25, test: 0.25 } } },
        'x',
      );
    } catch (error) {
      assert.ok(isLifecycleError(error), String(error));
      const [problem] = error.problems;
      return { message: error.message, hint: error.hint, line: problem?.line };
    }
    return assert.fail('it was prepared');
  };
  const half = 'a,b,c\n,1,x\n,2,y\n5,3,z\n6,4,z\n';

  for (const step of [
    { fill: { column: 'a', with: 'mean' } },
    { fill: { column: 'a', with: 'mode' } },
    { scale: { column: 'a', by: 'standard' } },
    { clip: { column: 'a', low: '1%' } },
    { bin: { column: 'a', quantile: 2 } },
    { encode: { column: 'a', by: 'ordinal' } },
  ])
    it(`says that nothing is there in the training rows: ${JSON.stringify(step)}`, async () => {
      const { message, hint, line } = await refusal(half, [{ trim: ['c'] }, step]);
      assert.match(message, /^Step 2 \(\w+\) of dataset "x": "a" has no value in the training rows/);
      assert.match(hint ?? '', /Leave "a" out of the step, drop it, or split/);
      assert.ok(line !== undefined && line > 5);
    });

  for (const [step, message] of [
    [{ scale: { column: 'c', by: 'robust' } }, /"c" holds VARCHAR, no numbers\./],
    [{ fill: { column: 'c', with: 'mean' } }, /"c" holds VARCHAR, no numbers\./],
    [{ fill: { column: 'b', with: 'none' } }, /"b" holds BIGINT, so "none" cannot stand in it\./],
    [{ case: { column: 'b', to: 'lower' } }, /"b" holds BIGINT, no text\./],
    [{ extract: { column: 'c', parts: ['year'] } }, /"c" holds VARCHAR, no dates or times\./],
    [{ extract: { column: 'c', pattern: '([0-9]+)' } }, /the pattern has no named group/],
    [{ extract: { column: 'c', pattern: '(?P<n>x' } }, /missing \)/],
    [{ split_column: { column: 'c', by: ',', into: ['A'] } }, /there would be two columns named "A"/],
    [{ sample: { share: '50%', by: 'd' } }, /there is no column "d"/],
    [{ scale: { column: 'd', by: 'minmax' } }, /there is no column "d"/],
  ] as const)
    it(`says what is wrong with the column: ${JSON.stringify(step)}`, async () => {
      const refused = await refusal(half, [step]);
      assert.match(refused.message, message);
      assert.ok(refused.line !== undefined);
    });

  it('tells of a cast that loses values before it learns from the rest', async () => {
    const { message } = await refusal('a\nx\ny\n1\n2\n', [
      { cast: { a: 'number' } },
      { scale: { column: 'a', by: 'standard' } },
    ]);
    assert.match(message, /Step 1 \(cast\).*2 of 4 values of "a" cannot be read as number/);
  });

  it('tells which step of a person’s own fails before it', async () => {
    const { message } = await refusal('a\nx\ny\n1\n2\n', [
      { derive: { n: 'CAST(a AS INTEGER)' } },
      { scale: { column: 'n', by: 'standard' } },
    ]);
    assert.match(message, /Step 1 \(derive\).*"n" fails first in row 1/);
  });

  it('says that infinite values teach nothing', async () => {
    const { message } = await refusal('a\ninf\n1\n1\n2\n', [{ scale: { column: 'a', by: 'standard' } }]);
    assert.match(message, /"a" has 1 infinite values in the training rows/);
  });
});
