// Suites put to the same tables by us and by Great Expectations itself: success, counts and figures are the same, but for the differences listed here.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readGxSuite } from '../../src/core/expect/gx/suite';
import type { ExpectationResult } from '../../src/core/quality/finding';
import { testAll } from '../../src/node/check/testAll';
import { withDatabase } from '../../src/node/duckdb/engine';
import { literal } from '../../src/node/duckdb/quote';
import { parquet } from '../../src/node/duckdb/read';
import { generateExpectations, generateTable, type Written } from './greatExpectations/cases';
import { differences, type Answered } from './greatExpectations/differences';
import { greatExpectations } from './greatExpectations/packages';
import { seeded } from './greatExpectations/random';
import { pythonWith } from './pythonPackages';

const seed = Number(process.env['SEED'] ?? 20261130);
const tables = Number(process.env['TABLES'] ?? 30);
const ofEach = 10;

interface Theirs extends Answered {
  readonly success?: boolean;
  readonly unexpectedCount?: number | null;
  readonly observed?: unknown;
}

describe(`Great Expectations and we, on generated tables (SEED=${seed})`, function () {
  this.timeout(1_200_000);
  let folder = '';
  let theirs: readonly (readonly Theirs[])[] = [];
  const cases: { table: string; engine: 'pandas' | 'sqlite'; suite: string; written: readonly Written[] }[] =
    [];
  const ours: (readonly ExpectationResult[])[] = [];

  before(async () => {
    const python = await pythonWith('great-expectations', greatExpectations);
    folder = await mkdtemp(join(tmpdir(), 'great-expectations-'));
    const random = seeded(seed);
    for (let at = 0; at < tables; at++) {
      const engine = at % 10 === 9 ? 'sqlite' : 'pandas';
      const table = join(folder, `${at}.parquet`);
      const suite = join(folder, `${at}.json`);
      const { sql } = generateTable(random);
      const written = generateExpectations(random, ofEach, engine);
      await writeFile(suite, JSON.stringify({ name: `${at}`, expectations: written }));
      cases.push({ table, engine, suite, written });
      ours.push(await testedByUs(sql, table, suite));
    }
    const [asked, answered] = [join(folder, 'cases.json'), join(folder, 'results.json')];
    await writeFile(
      asked,
      JSON.stringify({ cases: cases.map(({ table, engine, suite }) => ({ table, engine, suite })) }),
    );
    const script = join(import.meta.dirname, 'greatExpectations', 'validate.py');
    await promisify(execFile)(python, [script, asked, answered], {
      maxBuffer: 1 << 26,
      env: { ...process.env, GX_ANALYTICS_ENABLED: 'False', DO_NOT_TRACK: '1' },
    });
    theirs = (JSON.parse(await readFile(answered, 'utf8')) as { results: Theirs[][] }).results;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it(`agree on ${tables * ofEach} expectations`, () => {
    const found = cases.flatMap(({ written, engine }, at) =>
      written.flatMap((expectation, index) => {
        const [our, their] = [ours[at]?.[index], theirs[at]?.[index]];
        assert.ok(our && their);
        const what = disagreement(our, their, expectation);
        return what === undefined || isAllowed(expectation, their)
          ? []
          : [`table ${at} (${engine}), ${expectation.type} ${JSON.stringify(expectation.kwargs)}: ${what}`];
      }),
    );
    assert.deepEqual(found, []);
  });

  it('test every type that the generator has, more than once', () => {
    const types = new Set(cases.flatMap(({ written }) => written.map(({ type }) => type)));
    assert.ok(types.size >= 55, `${types.size} types`);
  });
});

async function testedByUs(sql: string, table: string, suite: string): Promise<readonly ExpectationResult[]> {
  const { expectations, problems } = readGxSuite(await readFile(suite, 'utf8'), 'suite.json');
  assert.deepEqual(problems, []);
  await withDatabase((db) => db.run(`COPY (${sql}) TO ${literal(table)} (FORMAT parquet)`));
  return withDatabase((db) =>
    testAll(db, {
      dataset: 'the table',
      table: parquet([table]),
      expectations: expectations,
      asOf: '2026-01-01T00:00:00Z',
    }),
  );
}

const isAllowed = (expectation: Written, their: Theirs) =>
  differences.some(({ applies }) => applies(expectation, their));

/** Undefined where both say the same. */
function disagreement(our: ExpectationResult, their: Theirs, { type }: Written): string | undefined {
  const told = `ours ${JSON.stringify({ ...our, rows: our.rows.length })}, theirs ${JSON.stringify(their)}`;
  if (their.error !== undefined) return our.passed ? `they fail with an error: ${told}` : undefined;
  if (our.passed !== their.success) return `success: ${told}`;
  if (typeof their.unexpectedCount === 'number' && typeof their.elementCount === 'number') {
    if (our.unexpectedCount !== their.unexpectedCount) return `unexpectedCount: ${told}`;
    if (our.elementCount !== their.elementCount) return `elementCount: ${told}`;
  }
  if (/_(type|type_list)$|of_type$/.test(type)) return undefined;
  return sameFigure(our.value, their.observed) ? undefined : `observed: ${told}`;
}

/** What both tell as a figure; sums of fractions are told to within the order they are added in. */
function sameFigure(our: unknown, their: unknown): boolean {
  if (typeof their === 'number') return typeof our === 'number' && near(our, their);
  if (typeof their === 'object' && their !== null && 'values' in their && Array.isArray(their.values))
    return (
      Array.isArray(our) &&
      their.values.every((one, at) => one === null || near(Number(our[at]), Number(one)))
    );
  if (Array.isArray(their) && Array.isArray(our) && their.every((one) => typeof one === 'string'))
    return JSON.stringify([...their].sort()) === JSON.stringify(our.map(String).sort());
  return true;
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
