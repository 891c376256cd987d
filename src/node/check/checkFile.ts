// Checking a data file by itself: what is found, and what suites expect of it; nothing is written.
import { basename } from 'node:path';
import { wrongInput, type Problem } from '../../core/errors';
import { suggestion } from '../../core/nearest';
import { findAll } from '../../core/quality/detectors';
import type { Roles } from '../../core/quality/facts';
import { hasPassed, type CheckResult } from '../../core/quality/finding';
import { withDatabase } from '../duckdb/engine';
import { scan, type InputFile } from '../duckdb/read';
import { columnsOf } from '../profile/columns';
import { gatherFacts, rolesIn } from './facts';
import { maskResult } from './masked';
import type { SuiteFile } from './suiteFile';
import { suiteExpectations } from './suites';
import { testAll } from './testAll';

export interface FileCheck {
  readonly file: string;
  /** What a folder or a glob named by `file` stands for, read as one table; undefined takes the file itself. */
  readonly files?: readonly InputFile[];
  /** The column to be predicted; undefined looks for nothing that concerns one. */
  readonly target?: string;
  /** Of a dataset that the file stands for: preparation may be what makes a column, so those it lacks are passed over. */
  readonly roles?: Roles;
  /** The time judged at, ISO; undefined looks for nothing in the future, and suites are judged by no time. */
  readonly asOf?: string;
  /** What was told when the file was made of another. */
  readonly warnings?: readonly Problem[];
  readonly suites?: readonly SuiteFile[];
  /** False tests the suites only; undefined looks for findings. */
  readonly isLookedAt?: boolean;
}

/** Throws `input` where the file cannot be read or has no such column. */
export const checkFile = (
  {
    file,
    files = [{ path: file }],
    target,
    roles = {},
    warnings: told = [],
    suites = [],
    isLookedAt = true,
    asOf,
  }: FileCheck,
  signal?: AbortSignal,
): Promise<CheckResult> =>
  withDatabase(
    async (db) => {
      const { table, warnings } = await scan(db, files);
      const columns = await columnsOf(db, table);
      const names = columns.map(({ name }) => name);
      if (target !== undefined && !names.includes(target))
        throw wrongInput(`${file} has no column "${target}".`, { hint: suggestion(target, names) ?? '' });
      const called = [basename(file).replace(/\..*$/, ''), basename(file)];
      const expectations = await suiteExpectations(suites, { columns, called, asOf: asOf ?? '' });
      const found = async () =>
        findAll(
          await gatherFacts(db, {
            table,
            warnings: [...told, ...warnings],
            seenIn: 'collected',
            roles: { ...(await rolesIn(db, table, roles)), ...(target === undefined ? {} : { target }) },
            ...(asOf === undefined ? {} : { asOf }),
          }),
        );
      const result = {
        findings: isLookedAt ? await found() : [],
        expectations: await testAll(db, { dataset: file, table, expectations, asOf: asOf ?? '' }),
      };
      return maskResult({ passed: hasPassed(result), ...result });
    },
    signal ? { signal } : {},
  );
