// Which runs of a model were measured on rows of a test split, however those were prepared: the best of many may be best by chance.
import type { PreparedVersion, SplitPart } from '../../core/dataset/version';
import { lastMomentOf } from '../../core/registry/learntUntil';
import { allTestReads } from '../dataset/testReads';
import type { Project } from '../project';

/** By the reads that this machine knows of: of every test split that was prepared from the same data and may hold some of the rows. */
export const runsMeasuredOn = (
  project: Project,
  { model, splits }: { readonly model: string; readonly splits: readonly TestSplit[] },
): Promise<ReadonlySet<string>> =>
  runsMeasured(project, model, (other) => splits.some((split) => mayShareRows(split, other)));

/** By the reads that this machine knows of: of every test split, of whatever data, that comes last and holds rows of after a moment. */
export const runsMeasuredAfter = (
  project: Project,
  { model, moment }: { readonly model: string; readonly moment: string },
): Promise<ReadonlySet<string>> =>
  runsMeasured(project, model, (prepared) => {
    const { test } = prepared.parts;
    return test?.to !== undefined && comesLast(prepared, test) && lastMomentOf(test.to) > moment;
  });

/** Where the record of what was prepared is damaged, its test split may have had any rows. */
async function runsMeasured(
  project: Project,
  model: string,
  mayHold: (prepared: PreparedVersion) => boolean,
): Promise<ReadonlySet<string>> {
  const runs = new Set<string>();
  for (const { prepared, reads } of await allTestReads(project))
    if (!prepared || mayHold(prepared))
      for (const read of reads) if (read.model === model) runs.add(read.run);
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
