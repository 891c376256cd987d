// Suites and contracts put to a table: what each asks, what offends it, and where it is written.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLifecycleError } from '../../../src/core/errors';
import { hasPassed } from '../../../src/core/quality/finding';
import { suiteFile } from '../../../src/node/check/suiteFile';
import { suiteExpectations } from '../../../src/node/check/suites';
import { testAll } from '../../../src/node/check/testAll';
import { withDatabase } from '../../../src/node/duckdb/engine';
import { columnsOf } from '../../../src/node/profile/columns';

const asOf = '2026-03-10T00:00:00Z';
const table = `(SELECT * FROM (VALUES
  (1, 'ACC00000001', 20.5::DOUBLE, 18, 'open', DATE '2026-03-01', [1, 2]),
  (2, 'ACC00000002', 'NaN', 95, 'shut', DATE '2026-03-02', [1, 1]),
  (3, 'ACC3', -1.0, 17, NULL, DATE '2026-03-05', []),
  (3, NULL, 20.5, 40, 'n/a', NULL, NULL))
  t(id, account, amount, age, state, day, tags))`;

const contract = `
apiVersion: v3.1.0
kind: DataContract
id: x
version: 1.0.0
status: active
schema:
  - name: accounts
    physicalName: accounts_1
    quality:
      - {metric: rowCount, mustBeBetween: [4, 10]}
      - {metric: duplicateValues, mustBe: 0, arguments: {properties: [id, age]}}
      - {name: adults, type: sql, query: "SELECT count(*) FROM accounts_1 WHERE age < 18", mustBeLessThan: 1, severity: warning}
      - {type: custom, engine: soda, implementation: "type: duplicate_percent"}
      - {type: custom, engine: greatExpectations, implementation: {type: expect_table_row_count_to_be_between, kwargs: {minValue: 5}}}
      - {type: text, description: Accounts of customers.}
    properties:
      - {name: id, logicalType: integer, primaryKey: true}
      - name: account
        logicalType: string
        required: true
        unique: true
        logicalTypeOptions: {minLength: 11, maxLength: 11, pattern: "^ACC[0-9]{8}$"}
        quality:
          - {metric: nullValues, mustBeLessThan: 30, unit: percent}
      - {name: amount, logicalType: number, logicalTypeOptions: {minimum: 0}}
      - {name: age, logicalType: integer, logicalTypeOptions: {exclusiveMaximum: 95, multipleOf: 1, format: i8}}
      - name: state
        logicalType: string
        quality:
          - {metric: missingValues, mustBe: 1, arguments: {missingValues: [null, n/a]}}
          - {metric: invalidValues, mustBe: 0, arguments: {validValues: [open, shut]}}
          - {type: sql, query: "SELECT count(*) FROM {object} WHERE {property} IS NULL", mustBeGreaterThan: 0}
      - {name: booked, physicalName: day, logicalType: date, logicalTypeOptions: {minimum: "2026-03-02"}}
      - {name: tags, logicalType: array, logicalTypeOptions: {maxItems: 2, uniqueItems: true}}
      - {name: gone, logicalType: string}
slaProperties:
  - {property: latency, value: 4, unit: d, element: accounts.day}
  - {property: endOfLife, value: "2027-01-01T00:00:00Z"}
  - {property: availability, value: 99.9, unit: percent}
`;

describe('suites', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'suites-'));
  });
  after(() => rm(folder, { recursive: true }));

  const put = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return name;
  };
  const run = (...names: string[]) =>
    withDatabase(async (db) => {
      const files = names.map((name) => suiteFile(folder, name));
      const use = { columns: await columnsOf(db, table), called: ['data'], asOf };
      const expectations = await suiteExpectations(files, use);
      return testAll(db, { dataset: 'the data', table, expectations, asOf });
    });

  it('of data contracts are tested: schema, quality and service level', async () => {
    const results = await run(await put('contract.odcs.yaml', contract));
    const told = results.map(({ expectation, passed, unexpectedCount, severity, observed }) => [
      `${passed ? 'met' : 'not met'}${severity ? ` (${severity})` : ''}`,
      expectation,
      unexpectedCount,
      observed,
    ]);
    assert.deepEqual(
      told.filter(([is]) => is === 'met').map(([, what]) => what),
      [
        'id.exists',
        'id.required',
        'id.logicalType integer',
        'account.exists',
        'account.unique',
        'account.logicalType string',
        'account.maxLength 11',
        'account.nullValues < 30%',
        'amount.exists',
        'amount.logicalType number',
        'age.exists',
        'age.logicalType integer',
        'age.multipleOf 1',
        'age.format i8',
        'state.exists',
        'state.logicalType string',
        'state.sql > 0',
        'booked.exists',
        'booked.logicalType date',
        'tags.exists',
        'tags.logicalType array',
        'tags.maxItems 2',
        'rowCount between 4 and 10',
        'duplicateValues = 0',
        'endOfLife 2027-01-01T00:00:00Z',
      ],
    );
    assert.deepEqual(
      told.filter(([is]) => is !== 'met'),
      [
        ['not met', 'account.required', 1, '1 row without a value'],
        ['not met', 'account.minLength 11', 1, '1 value not, e.g. ACC3'],
        ['not met', 'account.pattern ^ACC[0-9]{8}$', 1, '1 value not, e.g. ACC3'],
        ['not met', 'amount.minimum 0', 1, '1 value not, e.g. -1'],
        ['not met', 'age.exclusiveMaximum 95', 1, '1 value not, e.g. 95'],
        ['not met', 'state.missingValues = 1', 2, '2 missing values (50%)'],
        ['not met', 'state.invalidValues = 0', 1, '1 invalid value (25%)'],
        ['not met', 'booked.minimum 2026-03-02', 1, '1 value not, e.g. 2026-03-01'],
        ['not met', 'tags.uniqueItems true', 1, '1 value not, e.g. [1, 1]'],
        ['not met', 'gone.exists', 1, 'there is no column gone'],
        ['not met', 'gone.logicalType string', 0, 'there is no column gone'],
        ['not met', 'primary key [id]', 2, '2 rows share theirs with another'],
        ['not met (warning)', 'adults < 1', 1, '1'],
        ['not met (info)', 'custom', 1, 'not tested: it is a rule for soda'],
        ['not met', 'custom', 1, '4'],
        ['not met', 'latency 4 d', 1, '2026-03-05'],
      ],
    );
  });

  it('are refused where a file is none, or an object is not told', async () => {
    const refused = (name: string, message: RegExp) =>
      assert.rejects(
        run(name),
        (error) => isLifecycleError(error) && error.code === 'input' && message.test(error.message),
      );
    await refused('absent.json', /There is no file absent\.json/);
    await refused(
      await put('other.yaml', 'a: 1\n'),
      /neither a suite of Great Expectations nor a data contract/,
    );
    await refused(
      await put('old.yaml', 'apiVersion: v2.2.2\nkind: DataContract\nschema: []\n'),
      /version 3 is read/,
    );
    const two = await put(
      'two.yaml',
      'apiVersion: v3.0.0\nkind: DataContract\nschema: [{name: a}, {name: b}]\n',
    );
    await refused(two, /describes 2 objects: a, b/);
    await refused(`${two}#c`, /no object c, only a, b/);
    assert.deepEqual(await run(`${two}#b`), []);
  });

  it('tell of each mistake in a file at its line', async () => {
    const wrong = await put(
      'wrong.yaml',
      `apiVersion: v3.0.0
kind: DataContract
schema:
  - name: t
    properties:
      - name: id
        logicalType: text
      - name: age
        quality:
          - metric: nullValues
`,
    );
    await assert.rejects(run(wrong), (error) => {
      assert.ok(isLifecycleError(error));
      assert.deepEqual(
        error.problems.map(({ line }) => line),
        [7],
      );
      return true;
    });
  });

  it('of less weight than an error are told and fail no check', async () => {
    const suite = await put(
      'gx.json',
      JSON.stringify({
        expectations: [
          { type: 'expect_column_values_to_not_be_null', kwargs: { column: 'account' }, severity: 'warning' },
        ],
      }),
    );
    const expectations = await run(suite);
    assert.deepEqual(
      expectations.map(({ passed, severity, rows }) => [passed, severity, rows.length]),
      [[false, 'warning', 1]],
    );
    assert.equal(hasPassed({ findings: [], expectations }), true);
  });

  it('run queries that see the data and nothing else', async () => {
    const query = (sql: string) =>
      JSON.stringify({
        expectations: [{ type: 'unexpected_rows_expectation', kwargs: { unexpected_rows_query: sql } }],
      });
    const [result] = await run(await put('rows.json', query('SELECT * FROM {batch} WHERE age < 18')));
    assert.deepEqual([result?.passed, result?.value, result?.rows.length], [false, 1, 1]);
    await assert.rejects(
      run(await put('etc.json', query("SELECT * FROM read_csv('/etc/passwd')"))),
      isLifecycleError,
    );
  });
});
