// A window of the reference's own rows never differs from it, whatever its values are; and changes far from zero are seen as SciPy sees them.
import assert from 'node:assert/strict';
import { distributionOfColumn, distributionOfValues } from '../../../src/core/drift/distribution';
import { compareColumns } from '../../../src/core/drift/compareColumns';
import { openDatabase, type Database } from '../../../src/node/duckdb/engine';
import { profileTable } from '../../../src/node/profile/profileTable';

describe('a profile and a window', () => {
  let db: Database & { close(): Promise<void> };
  before(async () => {
    db = await openDatabase({ threads: 1 });
  });
  after(() => db.close());

  const names = `['', ' ', 'a', 'unknown', 'NaN', '1.0', 'é', '😀', 'A']`;
  const columns: Readonly<Record<string, string>> = {
    'text, some of it empty': `(${names})[1 + i % 9]`,
    'long text': `repeat('x', 205) || (i % 4)`,
    'long text beyond the basic plane': `repeat('😀', 199) || (i % 4) || 'y'`,
    'many texts': `'v' || (hash(i) % 900)`,
    'text with gaps': `CASE WHEN i % 3 = 0 THEN NULL ELSE 'a' END`,
    booleans: `i % 2 = 0`,
    'whole numbers': `i % 7`,
    'fractions at edges of buckets': `[1.01, 1.0201, 0.1, -1.01, 1.030301][1 + i % 5]::DOUBLE`,
    'numbers with gaps': `CASE WHEN i % 3 = 0 THEN NULL WHEN i % 3 = 1 THEN 'nan'::DOUBLE ELSE i END`,
    infinities: `CASE WHEN i % 3 = 0 THEN 'inf'::DOUBLE ELSE i / 3 END`,
    'a constant': `1000`,
    'numbers far from zero': `1e9 + sin(i)`,
    'whole numbers far from zero': `1000000000 + hash(i) % 400`,
    decimals: `(52.5 + (i % 40) / 100)::DECIMAL(9, 2)`,
    nothing: `NULL::DOUBLE`,
  };
  for (const rows of [1_500, 60_000])
    it(`of the same ${rows} rows agree in every kind of column`, async () => {
      const shown = Object.entries(columns).map(([name, sql]) => `${sql} AS "${name}"`);
      await db.run(`CREATE OR REPLACE TABLE t AS SELECT ${shown.join(', ')} FROM range(${rows}) r(i)`);
      const read = await db.rows<Record<string, unknown>>('FROM t');
      const { columns: profiled } = await profileTable(db, 't');
      const compared = profiled.map((column) => {
        const reference = distributionOfColumn(column);
        const current = distributionOfValues(
          read.map((row) => row[column.name]),
          reference,
        );
        return { name: column.name, reference, current };
      });
      for (const { name, reference, current } of compared) {
        assert.equal(current.missing, reference.missing, name);
        if (reference.kind === 'numeric') assert.deepEqual(current, reference, name);
        else if (reference.other === 0) assert.deepEqual(sorted(current), sorted(reference), name);
      }
      for (const { name, p, measures } of compareColumns(compared, 0.01)) {
        assert.ok(p > 0.9, `${name}: ${p}`);
        if (measures['beyond']) assert.ok(name === 'many texts' || measures['beyond'].value === 0, name);
      }
    });

  // SciPy's ks_2samp and wasserstein_distance over the standard deviation of very large samples.
  const moves: readonly [string, (sample: string) => string, number, number][] = [
    ['1e9 + N(0, 1) by five', (z) => `1e9 + ${z}`, 5, 0.988],
    ['1e6 + 10 N(0, 1) by fifty', (z) => `1e6 + 10 * ${z}`, 50, 0.988],
    ['52.5 + 0.05 N(0, 1) by 0.1', (z) => `52.5 + 0.05 * ${z}`, 0.1, 0.683],
    ['1013 + 2 N(0, 1) by 3', (z) => `1013 + 2 * ${z}`, 3, 0.547],
  ];
  for (const [what, of, by, ks] of moves)
    it(`see ${what} as far as it is`, async () => {
      const unit = (seed: number) => `((hash(i, ${seed}) % 1000000 + 0.5) / 1000000)`;
      const z = (seed: number) => `sqrt(-2 * ln(${unit(seed)})) * cos(2 * pi() * ${unit(seed + 1)})`;
      const query = (seed: number, shift: number) =>
        `SELECT ${of(z(seed))} + ${shift} AS x FROM range(4000) r(i)`;
      await db.run(`CREATE OR REPLACE TABLE a AS ${query(1, 0)}`);
      const [column] = (await profileTable(db, 'a')).columns;
      assert.ok(column?.sd !== undefined);
      const reference = distributionOfColumn(column);
      const against = async (shift: number) => {
        const rows = await db.rows<{ x: number }>(query(5, shift));
        const current = distributionOfValues(rows.map(({ x }) => x), reference); // prettier-ignore
        return compareColumns([{ name: 'x', reference, current }], 0.01)[0];
      };
      const [same, moved] = [await against(0), await against(by)];
      assert.ok(same && !same.drifted && (same.measures['ks']?.value ?? 1) < 0.04);
      assert.ok(moved?.drifted);
      assert.ok(Math.abs((moved.measures['ks']?.value ?? 0) - ks) < 0.03, `${moved.measures['ks']?.value}`);
      const sds = by / column.sd;
      assert.ok(
        Math.abs((moved.measures['wasserstein']?.value ?? 0) / sds - 1) < 0.05,
        `${moved.measures['wasserstein']?.value}`,
      );
    });
});

const sorted = (distribution: ReturnType<typeof distributionOfColumn>) =>
  distribution.kind === 'categorical' ? [...distribution.counts].sort() : [];
