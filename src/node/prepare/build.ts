// Making the files of a prepared version in a folder: raw rows through the steps into Parquet, split, with what was counted and learnt on the way.
import type { CollectedVersion, PreparedVersion, PreparingRun } from '../../core/dataset/version';
import type { Problem } from '../../core/errors';
import { compile } from '../../core/prepare/compile';
import type { StepWorld } from '../../core/prepare/engine';
import { findColumns } from '../../core/prepare/columns';
import { writtenTimes } from '../../core/prepare/writtenTimes';
import { resultQuery, type Pipeline } from '../../core/prepare/pipeline';
import type { CollectOptions } from '../collect/collect';
import type { Database } from '../duckdb/engine';
import { lock } from '../duckdb/locked';
import { load } from '../duckdb/read';
import { sqlEngine } from './engine';
import { stepEffects } from './figures';
import { placed } from './manifestPlace';
import { onData, refused } from './onData';
import { loadOthers, type OtherVersion } from './others';
import { rawFiles } from './raw';
import { effectRemarks, stepRemarks } from './remarks';
import { removeRunRows, runOnRows } from './script';
import { timeProblems } from './timeProblem';
import { learningFrom } from './trainingRows';
import { usualCells } from './usual';
import { columnProblems, writeParts, writeTable } from './writeTable';

export interface BuildOptions extends CollectOptions {
  /** Exists; the only one that the steps can write into. */
  readonly folder: string;
  readonly collected: CollectedVersion;
  readonly others: ReadonlyMap<string, OtherVersion>;
}

export interface Built {
  readonly content: Pick<
    PreparedVersion,
    'effects' | 'learnt' | 'runs' | 'raw' | 'reading' | 'usual' | 'columns' | 'rows' | 'data' | 'parts'
  >;
  /** What was odd about the files but could be read, and what a person should know of the steps. */
  readonly warnings: readonly Problem[];
}

export async function build(database: Database, options: BuildOptions): Promise<Built> {
  const { project, name, dataset, folder, collected, others, report, signal } = options;
  const { prepare: steps = [], split, time } = dataset;
  const tell = (message: string, done: number) =>
    report({ kind: 'progress', message, done, total: 4, unit: 'steps' });
  tell(`Reading ${collected.path}`, 0);
  const files = await rawFiles(project.root, collected, dataset, signal);
  const raw = await load(database, files, 'raw', { types: writtenTimes(steps) });
  const tables = await loadOthers(database, project, others, signal);
  // A query of a person's own may add up fractions or keep the first of several: one thread always does so in the same order.
  if (steps.some((step) => 'sql' in step)) await database.run('SET threads = 1');
  await lock(database, { writable: folder });
  const runs: PreparingRun[] = [];
  const world: StepWorld = {
    ...(time && { time }),
    other: (other) => {
      const table = tables.get(other);
      if (!table) throw new Error(`"${other}" was not loaded`);
      return Promise.resolve(table);
    },
    run: async (command, query, { index }) => {
      const { record, ...made } = await runOnRows(database, { command, query, step: index }, options);
      runs.push(record);
      return made;
    },
  };
  const { pipeline, learnt } = await compileSteps(database, raw.columns, world, options);
  tell('Counting what the steps do', 1);
  const effects = await onData(database, pipeline, options, () =>
    stepEffects(database, pipeline, steps, name),
  );
  const usual = await onData(database, pipeline, options, () =>
    usualCells(database, pipeline, raw.columns, (done, total) =>
      report({ kind: 'progress', message: 'Looking for usual values', done, total, unit: 'columns' }),
    ),
  );
  tell('Writing', 2);
  const place = { folder, name: 'data.parquet', ...(time ? { time } : {}) };
  const written = await onData(database, pipeline, options, () =>
    writeTable(database, resultQuery(pipeline), place),
  );
  await removeRunRows(folder, runs);
  tell('Splitting', 3);
  const parts = split ? await writeParts(database, written, { folder, name, dataset, split }) : {};
  return {
    content: {
      effects,
      ...(Object.keys(learnt).length > 0 && { learnt }),
      ...(runs.length > 0 && { runs }),
      raw: raw.columns,
      ...(raw.reading && { reading: raw.reading }),
      usual,
      columns: written.columns,
      rows: written.part.rows,
      data: written.part,
      parts,
    },
    warnings: [...raw.warnings, ...stepRemarks(pipeline, options), ...effectRemarks(effects, options)],
  };
}

async function compileSteps(
  database: Database,
  columns: Built['content']['raw'],
  world: StepWorld,
  options: BuildOptions,
) {
  const { project, name, dataset } = options;
  const steps = dataset.prepare ?? [];
  const learning = learningFrom(database, {
    name,
    dataset,
    // A value that a cast loses is told before anything is learnt from what is left.
    onFirst: async (before) => {
      if (before.steps.some(({ casts }) => casts.length > 0))
        await onData(database, before, options, () => stepEffects(database, before, steps, name));
    },
    onData: (before, work) => onData(database, before, options, work),
  });
  const compiled = await compile({
    dataset: name,
    steps,
    columns,
    engine: sqlEngine(database),
    learning,
    world,
  });
  const here = ['datasets', name];
  if (compiled.kind === 'wrong') {
    const { index } = compiled;
    throw refused(
      placed(project, compiled.problems, index === undefined ? here : [...here, 'prepare', index]),
    );
  }
  await refuseLacking(database, compiled.pipeline, options);
  return compiled;
}

async function refuseLacking(
  database: Database,
  pipeline: Pipeline,
  { project, name, dataset }: BuildOptions,
): Promise<void> {
  const declared = [dataset.target, dataset.key, dataset.time?.column].filter(
    (column) => column !== undefined,
  );
  const { problems } = findColumns(declared, pipeline.columns, `Dataset "${name}"`);
  const all = [
    ...problems,
    ...(await timeProblems(database, pipeline, dataset, name)),
    ...columnProblems(pipeline.columns, name),
  ];
  if (all.length > 0) throw refused(placed(project, all, ['datasets', name]));
}
