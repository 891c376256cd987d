// The check of rows that a policy gathered for a training: what is found in them, and what the manifest expects of them.
import type { PreparedVersion } from '../../core/dataset/version';
import type { Dataset } from '../../core/manifest/manifest';
import { findAll } from '../../core/quality/detectors';
import { rolesOf } from '../../core/quality/facts';
import { hasPassed, type CheckResult } from '../../core/quality/finding';
import { resolveFindings } from '../../core/quality/resolve';
import { withDatabase } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import { testExpectations } from './expectations';
import { gatherFacts, rolesIn } from './facts';
import { testSql } from './sqlExpectations';

export interface TrainingCheck {
  readonly dataset: Dataset;
  readonly prepared: PreparedVersion;
  /** Absolute path of the rows, in order, as Parquet. */
  readonly file: string;
  /** What `as_of()` answers, ISO. */
  readonly asOf: string;
}

/** How many rows there are is not asked: the expected number is the whole dataset's, and the policy chose fewer. */
export async function checkTraining(
  { dataset, prepared, file, asOf }: TrainingCheck,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { rows: _rows, sql = {}, ...expect } = dataset.expect ?? {};
  const table = parquet([file]);
  const { facts, expectations } = await withDatabase(
    async (db) => ({
      facts: await gatherFacts(db, {
        table,
        seenIn: 'prepared',
        roles: await rolesIn(db, table, rolesOf(dataset)),
      }),
      expectations: await testExpectations(db, table, expect),
    }),
    { signal },
  );
  const asked = { dataset: prepared.dataset, file, queries: sql, asOf };
  const result = {
    findings: resolveFindings({
      collected: [],
      prepared: findAll(facts),
      steps: prepared.steps,
      splitBy: 'time', // what it is compared on is newer than all of it
    }),
    expectations: [...expectations, ...(Object.keys(sql).length > 0 ? await testSql(asked, signal) : [])],
  };
  return { passed: hasPassed(result), ...result };
}
