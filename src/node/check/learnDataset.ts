// Learning what to expect of a dataset from its newest prepared rows, as a change of lifecycle.yaml that a person decides on.
import { failed } from '../../core/errors';
import { counted } from '../../core/figures';
import { addExpectations, startingText } from '../../core/manifest/edit';
import type { Dataset, Expect } from '../../core/manifest/manifest';
import { remedy } from '../../core/remedy';
import { dataFile } from '../dataset/preparedFiles';
import { currentPrepared } from '../dataset/versions';
import { withDatabase } from '../duckdb/engine';
import { parquet } from '../duckdb/read';
import type { Project } from '../project';
import { learnFrom } from './learn';

export interface LearntProposal {
  readonly expect: Expect;
  /** What it rests on and what it promises, one sentence. */
  readonly why: string;
  /** The manifest's text with what it does not expect yet; equal to `text` where that is nothing. */
  readonly change: (text: string) => string;
}

/** Throws `failed` where nothing was prepared yet. */
export async function learnDataset(
  project: Project,
  { name, dataset, window }: { readonly name: string; readonly dataset: Dataset; readonly window?: number },
  signal: AbortSignal,
): Promise<LearntProposal> {
  const prepared = await currentPrepared(project, name);
  if (!prepared)
    throw failed(`The dataset "${name}" was not prepared yet.`, {
      hint: 'Collect and prepare it first.',
      remedy: remedy('run'),
    });
  const file = await dataFile(project, prepared, signal);
  const { time, key } = dataset;
  const learnt = await withDatabase(
    (db) =>
      learnFrom(db, {
        table: parquet([file]),
        ...(time ? { time: time.column } : {}),
        ...(key === undefined ? {} : { key }),
        ...(window === undefined ? {} : { window }),
      }),
    { signal },
  );
  return {
    expect: learnt.expect,
    why: whyLearnt(learnt),
    change: (text) => addExpectations(startingText(text), name, learnt.expect),
  };
}

export const whyLearnt = ({ rows, window }: { readonly rows: number; readonly window: number }): string =>
  `Learnt from ${counted(rows, 'row')}: of windows of ${counted(window, 'row')} in which nothing changed, under 1 in 100 fail any of it.`;
