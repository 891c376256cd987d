// Every expectation of one table, in the order they are written: those that are planned together, and queries of a person's own apart.
import type { Expectation } from '../../core/expect/expectation';
import type { ExpectationResult } from '../../core/quality/finding';
import type { Database } from '../duckdb/engine';
import { isPlanned, testExpectations } from './expectations';
import { isQuery, testSql } from './sqlExpectations';

export interface AskedTable {
  /** Whose they are, for messages: `dataset "bank"`, or a file. */
  readonly dataset: string;
  /** A table's quoted name, or a table function's call. */
  readonly table: string;
  readonly expectations: readonly Expectation[];
  /** What `as_of()` answers, ISO. */
  readonly asOf: string;
}

/** The last thing asked of the database: where there are queries it is locked for good. Throws `input` where one cannot be asked. */
export async function testAll(
  db: Database,
  { dataset, table, expectations, asOf }: AskedTable,
): Promise<ExpectationResult[]> {
  const together = await testExpectations(db, table, expectations.filter(isPlanned));
  const queries = expectations.filter(isQuery);
  const apart = queries.length === 0 ? [] : await testSql(db, { dataset, from: table, queries, asOf });
  const [planned, asked] = [together.values(), apart.values()];
  return expectations.flatMap((one) => (isPlanned(one) ? planned : asked).next().value ?? []);
}
