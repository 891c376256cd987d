// Which runs of a model were measured on rows of a test split, however those were prepared: the best of many may be best by chance.
import type { PreparedVersion, SplitPart } from '../../core/dataset/version';
import { lastMomentOf } from '../../core/registry/learntUntil';
import { testReads } from '../dataset/testReads';
import { allPrepared } from '../dataset/versions';
import type { Project } from '../project';

/** By the reads that this machine knows of: of every test split that was prepared from the same data and may hold some of the rows. */
export async function runsMeasuredOn(
  project: Project,
  { model, splits }: { readonly model: string; readonly splits: readonly TestSplit[] },
): Promise<ReadonlySet<string>> {
  const runs = new Set<string>();
  for (const other of await allPrepared(project)) {
    if (!splits.some((split) => mayShareRows(split, other))) continue;
    for (const read of await testReads(project, other)) if (read.model === model) runs.add(read.run);
  }
  return runs;
}

/** By the reads that this machine knows of: of every test split, of whatever data, that comes last and holds rows of after a moment. */
export async function runsMeasuredAfter(
  project: Project,
  { model, moment }: { readonly model: string; readonly moment: string },
): Promise<ReadonlySet<string>> {
  const runs = new Set<string>();
  for (const prepared of await allPrepared(project)) {
    const { test } = prepared.parts;
    if (test?.to === undefined || !comesLast(prepared, test) || lastMomentOf(test.to) <= moment) continue;
    for (const read of await testReads(project, prepared)) if (read.model === model) runs.add(read.run);
  }
  return runs;
}

/** Whether all that may be trained or chosen on ends where the test split begins; false where it has no time. */
export const comesLast = ({ parts: { train, validation } }: PreparedVersion, { from }: SplitPart): boolean =>
  from !== undefined && [train, validation].every((one) => !one || (one.to ?? '~') <= from);

interface TestSplit {
  readonly prepared: PreparedVersion;
  readonly part: SplitPart;
}

/** Rows without a time may be any of the data. */
function mayShareRows({ prepared, part }: TestSplit, other: PreparedVersion): boolean {
  const { test } = other.parts;
  const isSameData = other.dataset === prepared.dataset || other.from === prepared.from;
  return isSameData && test !== undefined && !isBefore(part, test) && !isBefore(test, part);
}

const isBefore = ({ to }: SplitPart, { from }: SplitPart): boolean =>
  to !== undefined && from !== undefined && lastMomentOf(to) < new Date(from).toISOString();
