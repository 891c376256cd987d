// One dataset of a temporary project prepared by the verb's own code, with its rows and what was told.
import assert from 'node:assert/strict';
import type { PreparedVersion } from '../../../src/core/dataset/version';
import { formatProblem } from '../../../src/core/errors';
import { clockAt } from '../../../src/node/clock';
import { datasetsOf } from '../../../src/node/dataset/named';
import { dataFile, splitFile } from '../../../src/node/dataset/preparedFiles';
import { withDatabase, type Row } from '../../../src/node/duckdb/engine';
import { parquet } from '../../../src/node/duckdb/read';
import { prepareDataset } from '../../../src/node/prepare/prepare';
import { openProject } from '../../../src/node/project';
import { withProject, type TemporaryProject } from '../stages/temporaryProject';

export interface PreparedOnce {
  readonly version: PreparedVersion;
  readonly rows: readonly Row[];
  /** Of the training split; [] where there is none. */
  readonly train: readonly Row[];
  /** A line each, with its place. */
  readonly warnings: string;
}

export async function prepareOnce(
  files: Readonly<Record<string, string>>,
  datasets: Readonly<Record<string, unknown>>,
  name: string,
  threads?: number,
): Promise<PreparedOnce> {
  let made: PreparedOnce | undefined;
  await withProject(async (project) => {
    await project.write(files);
    await project.declare(datasets);
    made = await prepareIn(project, name, threads);
  });
  assert.ok(made);
  return made;
}

export async function prepareIn(
  { root }: TemporaryProject,
  name: string,
  threads?: number,
): Promise<PreparedOnce> {
  const project = await openProject(root);
  const [named] = datasetsOf(project, [name]);
  assert.ok(named);
  const signal = new AbortController().signal;
  const { version, warnings } = await prepareDataset({
    ...named,
    project,
    clock: clockAt(),
    report: () => undefined,
    signal,
    ...(threads !== undefined && { threads }),
  });
  const rowsOf = (file: string) => withDatabase((database) => database.rows<Row>(`FROM ${parquet([file])}`));
  const rows = await rowsOf(await dataFile(project, version, signal));
  const train = version.parts.train ? await rowsOf(await splitFile(project, version, 'train', signal)) : [];
  return { version, rows, train, warnings: warnings.map(formatProblem).join('\n') };
}
