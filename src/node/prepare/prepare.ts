// Preparing one dataset: collected bytes through the manifest's steps into Parquet, split, fingerprinted, and there whole or not at all.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { CollectedVersion, PreparedVersion } from '../../core/dataset/version';
import { isLifecycleError, type LifecycleError, type Problem, wrongInput } from '../../core/errors';
import type { Step } from '../../core/manifest/step';
import { findColumns } from '../../core/prepare/columns';
import { compile } from '../../core/prepare/compile';
import { resultQuery, stepTitle, type Pipeline } from '../../core/prepare/pipeline';
import type { CollectOptions } from '../collect/collect';
import { withDatasetLock } from '../dataset/lock';
import { firstDamage } from '../dataset/preparedFiles';
import {
  buildFolder,
  currentPrepared,
  isBuildFolder,
  recordDamage,
  writeVersion,
  type Damage,
} from '../dataset/versions';
import { withDatabase, type Database } from '../duckdb/engine';
import { lock } from '../duckdb/locked';
import { load } from '../duckdb/read';
import { digestJson } from '../files/digest';
import { diskError } from '../files/diskError';
import { ensureState } from '../project';
import { conversionHint } from './conversionHint';
import { sqlEngine } from './engine';
import { failingRow } from './failingRow';
import { failingStep, stepEffects } from './figures';
import { preparationKey } from './key';
import { placed } from './manifestPlace';
import { rawFiles, rawVersion } from './raw';
import { timeProblems } from './timeProblem';
import { usualCells } from './usual';
import { columnProblems, writeParts, writeTable } from './writeTable';

export interface PrepareOptions extends CollectOptions {
  /** Threads of DuckDB; undefined takes every core. They never change the result. */
  readonly threads?: number;
}

export interface Prepared {
  readonly version: PreparedVersion;
  readonly isNew: boolean;
  /** What was odd about the files but could be read, and that what was prepared before had been damaged. */
  readonly warnings: readonly Problem[];
}

/** Throws `input` where data or steps are wrong, with problems at their place in file or manifest. */
export async function prepareDataset(options: PrepareOptions): Promise<Prepared> {
  const { project, name, report, signal } = options;
  await ensureState(project);
  const collected = await rawVersion(options);
  const onWait = (message: string) => report({ kind: 'progress', message });
  try {
    return await withDatasetLock(project, name, 'prepare', () => prepareNow(collected, options), {
      onWait,
      signal,
    });
  } catch (error) {
    throw isLifecycleError(error) ? error : (diskError(error) ?? error);
  }
}

async function prepareNow(collected: CollectedVersion, options: PrepareOptions): Promise<Prepared> {
  const { project, name, dataset, signal, threads } = options;
  const { prepare: steps = [], split, time } = dataset;
  const workKey = preparationKey(collected, dataset);
  const before = await currentPrepared(project, name);
  const isCurrent = before?.key === workKey;
  const damage = await (isCurrent ? firstDamage(project, before, signal) : recordDamage(project, name));
  if (isCurrent && damage === undefined) return { version: before, isNew: false, warnings: [] };

  await removeAbandoned(project.paths.datasets(name));
  const folder = buildFolder(project, name, randomBytes(6).toString('hex'));
  await mkdir(folder, { recursive: true });
  try {
    const settings = { temporary: folder, signal, ...(threads === undefined ? {} : { threads }) };
    const built = await withDatabase((database) => build(database, folder, collected, options), settings);
    const { data, parts } = built.content;
    const version: PreparedVersion = {
      schema: 1,
      kind: 'prepared',
      dataset: name,
      fingerprint: digestJson({
        data: data.fingerprint,
        parts: Object.fromEntries(
          Object.entries(parts).map(([part, { fingerprint }]) => [part, fingerprint]),
        ),
        steps,
        split,
      }),
      at: options.clock.real(),
      from: collected.fingerprint,
      key: workKey,
      steps,
      ...(split === undefined ? {} : { split }),
      ...(time === undefined ? {} : { time }),
      ...built.content,
    };
    await writeVersion(project, version, folder);
    return { version, isNew: true, warnings: [...mended(damage, version), ...built.warnings] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Content = Pick<PreparedVersion, 'effects' | 'raw' | 'usual' | 'columns' | 'rows' | 'data' | 'parts'>;

async function build(
  database: Database,
  folder: string,
  collected: CollectedVersion,
  options: PrepareOptions,
): Promise<{ content: Content; warnings: readonly Problem[] }> {
  const { project, name, dataset, report, signal } = options;
  const { prepare: steps = [], split, time } = dataset;
  const tell = (message: string, done: number) =>
    report({ kind: 'progress', message, done, total: 4, unit: 'steps' });
  tell(`Reading ${collected.path}`, 0);
  const raw = await load(database, await rawFiles(project.root, collected, dataset, signal), 'raw');
  // A query of a person's own may add up fractions or keep the first of several: one thread always does so in the same order.
  if (steps.some((step) => 'sql' in step)) await database.run('SET threads = 1');
  await lock(database, { writable: folder });
  const pipeline = await compileSteps(database, raw.columns, options);
  tell('Counting what the steps do', 1);
  const effects = await onData(database, pipeline, steps, options, () =>
    stepEffects(database, pipeline, steps, name),
  );
  const usual = await onData(database, pipeline, steps, options, () =>
    usualCells(database, pipeline, raw.columns, (done, total) =>
      report({ kind: 'progress', message: 'Looking for usual values', done, total, unit: 'columns' }),
    ),
  );
  tell('Writing', 2);
  const place = { folder, name: 'data.parquet', ...(time ? { time } : {}) };
  const written = await onData(database, pipeline, steps, options, () =>
    writeTable(database, resultQuery(pipeline), place),
  );
  tell('Splitting', 3);
  const parts = split ? await writeParts(database, written, { folder, name, dataset, split }) : {};
  return {
    content: {
      effects,
      raw: raw.columns,
      usual,
      columns: written.columns,
      rows: written.part.rows,
      data: written.part,
      parts,
    },
    warnings: raw.warnings,
  };
}

async function compileSteps(
  database: Database,
  columns: Content['raw'],
  { project, name, dataset }: PrepareOptions,
): Promise<Pipeline> {
  const steps = dataset.prepare ?? [];
  const compiled = await compile({ dataset: name, steps, columns, engine: sqlEngine(database) });
  const here = ['datasets', name];
  if (compiled.kind === 'wrong') {
    const { index } = compiled;
    throw refused(
      placed(project, compiled.problems, index === undefined ? here : [...here, 'prepare', index]),
    );
  }
  const { pipeline } = compiled;
  const declared = [dataset.target, dataset.key, dataset.time?.column].filter(
    (column) => column !== undefined,
  );
  const { problems } = findColumns(declared, pipeline.columns, `Dataset "${name}"`);
  const all = [
    ...problems,
    ...(await timeProblems(database, pipeline, dataset, name)),
    ...columnProblems(pipeline.columns, name),
  ];
  if (all.length > 0) throw refused(placed(project, all, here));
  return pipeline;
}

/** Runs what looks at the data, and names the step where a person's SQL fails on it. */
async function onData<T>(
  database: Database,
  pipeline: Pipeline,
  steps: readonly Step[],
  { project, name }: PrepareOptions,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isInput(error)) throw error;
    if (error.problems.length > 0) throw refused(placed(project, error.problems, ['datasets', name]));
    const index = await failingStep(database, pipeline, isInput);
    const step = index === undefined ? undefined : steps[index];
    const path = ['datasets', name, ...(index === undefined ? [] : ['prepare', index])];
    const what = step && index !== undefined ? stepTitle(step, index, name) : `Dataset "${name}"`;
    const where = step && index !== undefined ? await failingRow(database, pipeline, index, step) : undefined;
    const hint = conversionHint(error);
    const problem: Problem = {
      severity: 'error',
      message: `${what}: ${where === undefined ? '' : `${where}: `}${error.message}`,
      ...(hint !== undefined && { hint }),
    };
    throw refused(placed(project, [problem], path));
  }
}

function mended(damage: Damage | undefined, { fingerprint }: PreparedVersion): readonly Problem[] {
  if (!damage) return [];
  const end =
    damage.fingerprint === fingerprint
      ? ', and is made again.'
      : '. It stays so: what is prepared now is another version, as data or settings have changed since.';
  return [{ severity: 'warning', message: `${damage.what}${end}` }];
}

/** What a preparation left that was killed; only the holder of the lock builds, so nobody is at it. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (isBuildFolder(name)) await rm(join(folder, name), { recursive: true, force: true });
}

const isInput = (error: unknown): error is LifecycleError =>
  isLifecycleError(error) && error.code === 'input';

function refused(problems: readonly Problem[]) {
  const [first] = problems;
  return wrongInput(first?.message ?? 'The data cannot be prepared.', {
    problems,
    ...(first?.hint === undefined ? {} : { hint: first.hint }),
  });
}
