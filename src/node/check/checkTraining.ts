// The check of rows that a policy gathered for a training: what is found in them, and what the manifest expects of them.
import type { PreparedVersion } from '../../core/dataset/version';
import type { Expectation } from '../../core/expect/expectation';
import { fromManifest } from '../../core/expect/fromManifest';
import type { Dataset } from '../../core/manifest/manifest';
import { findAll } from '../../core/quality/detectors';
import { rolesOf } from '../../core/quality/facts';
import { hasPassed, type CheckResult } from '../../core/quality/finding';
import { resolveFindings } from '../../core/quality/resolve';
import { withDatabase } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import { gatherFacts, rolesIn } from './facts';
import { maskResult } from './masked';
import { testAll } from './testAll';

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
  const table = parquet([file]);
  const facts = await withDatabase(
    async (db) =>
      gatherFacts(db, {
        table,
        seenIn: 'prepared',
        roles: await rolesIn(db, table, rolesOf(dataset)),
      }),
    { signal },
  );
  const asked = {
    dataset: `dataset "${prepared.dataset}"`,
    table,
    expectations: fromManifest(dataset.expect ?? {}).filter((one) => !countsRows(one)),
    asOf,
  };
  const result = {
    findings: resolveFindings({
      collected: [],
      prepared: findAll(facts),
      steps: prepared.steps,
      splitBy: 'time', // what it is compared on is newer than all of it
    }),
    expectations: await withDatabase((db) => testAll(db, asked), { signal }),
  };
  return maskResult({ passed: hasPassed(result), ...result });
}

const countsRows = ({ check }: Expectation) =>
  (check.kind === 'bound' || check.kind === 'figure') && check.of === 'rows';
