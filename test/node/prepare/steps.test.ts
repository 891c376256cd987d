// What steps learn and join, against scikit-learn and pandas (test/fixtures/prepare/make.py), on real files through the verb's own code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Row } from '../../../src/node/duckdb/engine';
import { prepareOnce, type PreparedOnce } from './prepareOnce';

type Columns = Readonly<Record<string, readonly unknown[]>>;

interface Fixture {
  readonly train: number;
  readonly table: Columns;
  readonly scale: Readonly<Record<string, Columns>>;
  readonly fill: Readonly<Record<string, Columns>>;
  readonly bin: { readonly edges: readonly number[]; readonly cut: Columns; readonly quantile: Columns };
  readonly encode: {
    readonly one_hot: Columns;
    readonly capped: Columns;
    readonly ordinal: readonly unknown[];
    readonly shares: Readonly<Record<string, number>>;
  };
  readonly clip: Columns;
  readonly joins: Readonly<Record<string, Columns>>;
  readonly texts: Columns;
  readonly times: Columns;
}

const file = resolve(import.meta.dirname, '../../fixtures/prepare/steps.json');
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture;
const rowsOf = (columns: Columns) =>
  (Object.values(columns)[0] ?? []).map((_, at) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[at] ?? null])),
  );
const lines = (columns: Columns) =>
  rowsOf(columns)
    .map((row) => JSON.stringify(row))
    .join('\n');

const split = { by: 'order', train: fixture.train / 200, validation: 0.2, test: 0.2 };
const table = { 'data/table.jsonl': lines(fixture.table) };
const afterSteps = (prepare: readonly unknown[]): Promise<PreparedOnce> =>
  prepareOnce(table, { table: { path: 'data/table.jsonl', split, prepare } }, 'table');

/** Within 1e-12 of the arbiter's value, relative to the largest of the column. */
function assertNear(rows: readonly Row[], expected: Columns): void {
  for (const [name, values] of Object.entries(expected)) {
    const largest = Math.max(1, ...values.map((value) => Math.abs(Number(value ?? 0)) || 0));
    assert.equal(rows.length, values.length);
    for (const [at, value] of values.entries()) {
      const made = rows[at]?.[name] ?? null;
      const isNear =
        typeof value === 'number' && typeof made === 'number'
          ? Math.abs(made - value) <= 1e-12 * largest
          : made === (value ?? null);
      assert.ok(isNear, `${name} of row ${at}: ${JSON.stringify(made)} instead of ${JSON.stringify(value)}`);
    }
  }
}

describe('what is learnt from the training rows', () => {
  for (const by of ['standard', 'minmax', 'robust'])
    it(`brings numbers to the scale of scikit-learn: ${by}`, async () => {
      const columns = Object.keys(fixture.scale[by] ?? {});
      const { rows, warnings } = await afterSteps([{ scale: { columns, by } }]);
      assertNear(rows, fixture.scale[by] ?? {});
      assert.match(warnings, /"constant" does not vary in the training rows/);
    });

  for (const word of ['mean', 'median', 'mode'])
    it(`fills as SimpleImputer does: ${word}`, async () => {
      const expected = fixture.fill[word] ?? {};
      const { rows } = await afterSteps([{ fill: { columns: Object.keys(expected), with: word } }]);
      assertNear(rows, expected);
    });

  for (const [name, expected] of Object.entries(fixture.bin.quantile))
    it(`parts numbers as KBinsDiscretizer does: ${name}`, async () => {
      const [column = '', quantile] = name.split(' ');
      const { rows } = await afterSteps([{ bin: { column, quantile: Number(quantile) } }]);
      assertNear(rows, { [column]: expected });
    });

  it('gives a column for each value as OneHotEncoder does, and one for all others', async () => {
    const { rows } = await afterSteps([{ encode: { column: 'job', by: 'one_hot' } }]);
    assertNear(rows, fixture.encode.one_hot);
    const isPilot = (fixture.table['job'] ?? []).map((job) => Number(job === 'pilot'));
    assertNear(rows, { job_other: isPilot });
    assert.ok(!Object.hasOwn(rows[0] ?? {}, 'job'));
  });

  it('tells apart the most frequent values, as max_categories does, and says so', async () => {
    const { rows, warnings } = await afterSteps([{ encode: { column: 'job', by: 'one_hot', most: 3 } }]);
    assertNear(rows, fixture.encode.capped);
    assert.match(warnings, /"job" has 5 values in the training rows; the 3 most frequent are told apart/);
  });

  it('numbers values as OrdinalEncoder does, with one number more for what comes later', async () => {
    const { rows } = await afterSteps([{ encode: { column: 'job', by: 'ordinal' } }]);
    assertNear(rows, { job: fixture.encode.ordinal });
  });

  it('gives the share of each value', async () => {
    const shares = fixture.encode.shares;
    const shareOf = (missing: unknown) =>
      (fixture.table['job'] ?? []).map((job) => (job === null ? null : (shares[job as string] ?? missing)));
    const { rows } = await afterSteps([{ encode: { column: 'job', by: 'frequency' } }]);
    assertNear(rows, { job: shareOf(0) });
    const strict = await afterSteps([{ encode: { column: 'job', by: 'frequency', unseen: 'missing' } }]);
    assertNear(strict.rows, { job: shareOf(null) });
  });

  it('clips at the quantiles of pandas', async () => {
    const { rows } = await afterSteps([
      { clip: { column: 'skewed', low: '5%', high: '95%' } },
      { clip: { column: 'gaps', min: -10, max: 5.5 } },
    ]);
    assertNear(rows, fixture.clip);
  });

  it('is kept with the version, by step and column', async () => {
    const { version } = await afterSteps([
      { case: { column: 'job', to: 'upper' } },
      { fill: { column: 'gaps', with: 'median' } },
      { clip: { column: 'whole', min: 3, high: '50%' } },
      { encode: { column: 'job', by: 'one_hot', most: 2 } },
    ]);
    assert.deepEqual(Object.keys(version.learnt ?? {}), ['1', '2', '3']);
    assert.deepEqual(Object.keys(version.learnt?.['1']?.['gaps'] ?? {}), ['value']);
    assert.deepEqual(Object.keys(version.learnt?.['2']?.['whole'] ?? {}), ['max']);
    assert.deepEqual(version.learnt?.['3'], {
      job: { values: ['CLERK', 'NURSE'], names: ['job_CLERK', 'job_NURSE', 'job_other'] },
    });
  });

  it('is learnt from what earlier steps left', async () => {
    const { rows, version } = await afterSteps([
      { fill: { column: 'gaps', with: 'mean' } },
      { derive: { twice: 'gaps * 2' } },
      { scale: { column: 'twice', by: 'standard' } },
    ]);
    const training = rows.slice(0, fixture.train).map((row) => Number(row['twice']));
    const mean = training.reduce((sum, value) => sum + value, 0) / training.length;
    const variance = training.reduce((sum, value) => sum + value ** 2, 0) / training.length;
    assert.ok(Math.abs(mean) < 1e-12 && Math.abs(variance - 1) < 1e-12);
    const center = Number(version.learnt?.['2']?.['twice']?.['center']);
    assert.ok(Math.abs(center - 2 * Number(version.learnt?.['0']?.['gaps']?.['value'])) < 1e-12);
  });
});

describe('sums of the training rows', () => {
  it('keep every digit where values lie far from 0 and from each other', async () => {
    const values = [1e15 + 0.125, 1e15 + 0.375, 1e15 + 1, 1e15 - 1.5, 3, -7.25];
    const { version } = await prepareOnce(
      { 'x.jsonl': values.map((x) => JSON.stringify({ x })).join('\n') },
      { x: { path: 'x.jsonl', prepare: [{ fill: { column: 'x', with: 'mean' } }] } },
      'x',
    );
    // The sum of all, 4e15 - 4.25, as a whole number of eighths.
    assert.equal(version.learnt?.['0']?.['x']?.['value'], (4e15 - 4.25) / 6);
  });
});

describe('numbers by given edges', () => {
  it('fall into bins as numpy.digitize has them', async () => {
    const { edges, cut } = fixture.bin;
    const steps = Object.keys(cut).map((column) => ({ bin: { column, edges } }));
    assertNear((await afterSteps(steps)).rows, cut);
  });

  it('are called by their labels', async () => {
    const labels = ['none', 'some', 'half', 'many', 'most'];
    const { rows } = await afterSteps([{ bin: { column: 'skewed', edges: fixture.bin.edges, labels } }]);
    const expected = (fixture.bin.cut['skewed'] ?? []).map((bin) => labels[Number(bin)]);
    assertNear(rows, { skewed: expected });
  });
});

describe('columns of another dataset', () => {
  const files = {
    'data/own.jsonl': lines(fixture.joins['own'] ?? {}),
    'data/other.jsonl': lines(fixture.joins['other'] ?? {}),
  };
  const joined = (step: unknown, more: object = {}) =>
    prepareOnce(
      files,
      {
        own: { path: 'data/own.jsonl', prepare: [step], ...more },
        other: { path: 'data/other.jsonl', ...(Object.keys(more).length > 0 && { time: 'seen' }) },
      },
      'own',
    );

  for (const how of ['left', 'inner'])
    it(`are joined as pandas.merge does: ${how}`, async () => {
      const { rows, version, warnings } = await joined({
        join: { with: 'other', on: { customer: 'who' }, how },
      });
      assertNear(rows, fixture.joins[how] ?? {});
      const [effect] = version.effects;
      const own = fixture.joins['own']?.['customer'] ?? [];
      const others = fixture.joins['other']?.['who'] ?? [];
      const matches = own.map((customer) => others.filter((who) => who === customer).length);
      assert.equal(effect?.rowsBefore, own.length);
      assert.equal(effect?.rowsAfter, rows.length);
      assert.equal(effect?.unmatched, matches.filter((count) => count === 0).length);
      assert.equal(effect?.several, matches.filter((count) => count > 1).length);
      assert.equal(effect?.later, undefined);
      assert.match(warnings, /rows found several rows of "other", so that 40 rows became/);
    });

  it('that are later than the row are told', async () => {
    const { version, warnings } = await joined(
      { join: { with: 'other', on: { customer: 'who' } } },
      { time: 'ts' },
    );
    const later = version.effects[0]?.later ?? 0;
    assert.ok(later > 0);
    assert.match(warnings, new RegExp(`it looks into the future: ${later} rows took a row of "other"`));
  });

  for (const [name, step] of [
    ['asof', { time: { ts: 'seen' } }],
    ['asof by key', { on: { customer: 'who' }, time: { ts: 'seen' } }],
    ['asof within', { on: { customer: 'who' }, time: { ts: 'seen' }, within: '9d' }],
  ] as const)
    it(`are joined as pandas.merge_asof does: ${name}`, async () => {
      const { rows, version } = await joined({ join_asof: { with: 'other', columns: ['rate'], ...step } });
      const expected = (fixture.joins[name] ?? []) as unknown as readonly unknown[];
      assertNear(rows, { n: fixture.joins['own']?.['n'] ?? [], rate: expected });
      const missing = expected.filter((rate) => rate === null).length;
      assert.equal(version.effects[0]?.unmatched, missing);
    });

  it('are taken as they are prepared', async () => {
    const { rows, version } = await prepareOnce(
      files,
      {
        own: {
          path: 'data/own.jsonl',
          prepare: [{ join: { with: 'other', on: 'customer', columns: ['double'] } }],
        },
        other: {
          path: 'data/other.jsonl',
          prepare: [
            { deduplicate: ['who'] },
            { rename: { who: 'customer' } },
            { derive: { double: 'rate * 2' } },
          ],
        },
      },
      'own',
    );
    assert.equal(rows.length, 40);
    assert.ok(rows.some(({ double }) => typeof double === 'number'));
    assert.deepEqual(Object.keys(version.others ?? {}), ['other']);
  });
});

describe('text and times', () => {
  const { values, lower, first, rest, street, house } = fixture.texts;
  const texts = { 'data/texts.jsonl': lines({ text: values ?? [] }) };

  it('are cut, found and written as pandas does', async () => {
    const { rows } = await prepareOnce(
      texts,
      {
        texts: {
          path: 'data/texts.jsonl',
          prepare: [
            { split_column: { column: 'text', by: ',', into: ['first', 'rest'] } },
            { extract: { column: 'text', pattern: '(?P<street>\\D+) (?P<house>\\d+)' } },
            { case: { column: 'text', to: 'lower' } },
          ],
        },
      },
      'texts',
    );
    assertNear(rows, {
      text: lower ?? [],
      first: first ?? [],
      rest: rest ?? [],
      street: street ?? [],
      house: house ?? [],
    });
  });

  it('give their parts as pandas does', async () => {
    const { values: times = [], ...parts } = fixture.times;
    const { rows } = await prepareOnce(
      { 'data/times.jsonl': lines({ t: times }) },
      {
        times: {
          path: 'data/times.jsonl',
          prepare: [{ cast: { t: 'timestamp' } }, { extract: { column: 't', parts: Object.keys(parts) } }],
        },
      },
      'times',
    );
    assertNear(rows, Object.fromEntries(Object.entries(parts).map(([part, of]) => [`t_${part}`, of])));
  });

  it('have a capital after each blank', async () => {
    const { rows } = await prepareOnce(
      { 'data/t.jsonl': lines({ t: ['ana MARIA de-sousa', '  x', '', null] }) },
      { t: { path: 'data/t.jsonl', prepare: [{ case: { column: 't', to: 'title' } }] } },
      't',
    );
    assertNear(rows, { t: ['Ana Maria De-sousa', '  X', '', null] });
  });
});
