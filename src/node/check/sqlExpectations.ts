// Queries of the manifest whose rows are violations, on a locked connection that sees the data and nothing else.
import { isLifecycleError, wrongInput } from '../../core/errors';
import { counted } from '../../core/figures';
import type { ExpectationResult } from '../../core/quality/finding';
import { withDatabase } from '../duckdb/engine';
import { guardQuery } from '../duckdb/guard';
import { lock } from '../duckdb/locked';
import { parquet } from '../duckdb/read';
import { columnsOf } from '../profile/columns';
import { countRows } from '../profile/profileTable';
import { offendingLimit } from './expectations';

export interface SqlExpectations {
  readonly dataset: string;
  /** Absolute path of the Parquet file that the queries see as `data`. */
  readonly file: string;
  /** By name, as in the manifest. */
  readonly queries: Readonly<Record<string, string>>;
  /** What `as_of()` answers, ISO. */
  readonly asOf: string;
}

/** Throws `input` where a query is refused or fails. */
export function testSql(
  { dataset, file, queries, asOf }: SqlExpectations,
  signal?: AbortSignal,
): Promise<ExpectationResult[]> {
  return withDatabase(
    async (db) => {
      await db.run(`CREATE TABLE data AS FROM ${parquet([file])}`);
      const columns = await columnsOf(db, 'data');
      const elementCount = await countRows(db, 'data');
      await lock(db, { asOf });
      const results: ExpectationResult[] = [];
      for (const [name, text] of Object.entries(queries)) {
        const guarded = await guardQuery(db, text, {
          what: `Expectation sql.${name} of dataset "${dataset}"`,
          tables: ['data'],
          columns: columns.map((column) => column.name),
          insteadOfClock: 'Use as_of() for the time judged at.',
        });
        if (guarded.kind === 'refused')
          throw wrongInput(guarded.problem.message, {
            problems: [guarded.problem],
            ...(guarded.problem.hint === undefined ? {} : { hint: guarded.problem.hint }),
          });
        const query = `(\n${guarded.sql}\n)`;
        try {
          const count = await countRows(db, query);
          results.push({
            expectation: `sql.${name}`,
            passed: count === 0,
            observed: count === 0 ? 'no violation' : counted(count, 'row'),
            unexpectedCount: count,
            elementCount,
            rows: count === 0 ? [] : await db.rows(`SELECT * FROM ${query} LIMIT ${offendingLimit}`),
          });
        } catch (error) {
          if (!isLifecycleError(error) || error.code !== 'input') throw error;
          throw wrongInput(`Expectation sql.${name} of dataset "${dataset}": ${error.message}`, {
            cause: error,
          });
        }
      }
      return results;
    },
    signal ? { signal } : {},
  );
}
