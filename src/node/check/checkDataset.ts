// Checking one dataset of a project: what was collected, what was prepared, and what is expected; skipped when nothing changed.
import { withPart } from '../../core/dataset/part';
import type { CollectedVersion, PreparedVersion, SplitName } from '../../core/dataset/version';
import { failed, wrongInput } from '../../core/errors';
import { fromManifest } from '../../core/expect/fromManifest';
import type { Dataset } from '../../core/manifest/manifest';
import { asksPositive } from '../../core/manifest/lookups';
import { joinsOf, rolesOf, type Facts } from '../../core/quality/facts';
import { findAll } from '../../core/quality/detectors';
import { writtenTimes } from '../../core/prepare/writtenTimes';
import { hasPassed } from '../../core/quality/finding';
import { goalsOn } from '../../core/quality/goalsOn';
import { resolveFindings } from '../../core/quality/resolve';
import { dataFile, splitFile } from '../dataset/preparedFiles';
import { currentCollected, currentPrepared } from '../dataset/versions';
import { withDatabase } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { load, parquet } from '../duckdb/read';
import { currentKey } from '../prepare/currentKey';
import { columnsOf } from '../profile/columns';
import { writeProfile } from '../profile/storedProfile';
import type { Project } from '../project';
import type { StageReport } from '../stage';
import type { Parts } from './copies';
import { gatherFacts, rolesIn } from './facts';
import { checkKey, freshnessOf, suitesNow, suitesOf } from './key';
import { maskResult } from './masked';
import { previousOf } from './previous';
import { readCheckOf, writeCheck, type StoredCheck } from './result';
import { suiteFile } from './suiteFile';
import { suiteExpectations } from './suites';
import { testAll } from './testAll';
import { remedy } from '../../core/remedy';

export interface CheckOptions {
  readonly project: Project;
  readonly name: string;
  readonly dataset: Dataset;
  /** The time judged at, ISO. */
  readonly asOf: string;
  readonly report: (event: StageReport) => void;
  readonly signal: AbortSignal;
}

export interface Checked {
  readonly check: StoredCheck;
  readonly isNew: boolean;
  /** What was checked was prepared by other settings than the manifest has now, e.g. because preparing by those failed. */
  readonly isOfEarlier: boolean;
}

export async function checkDataset(options: CheckOptions): Promise<Checked> {
  const { project, name, dataset, asOf } = options;
  const prepared = await currentPrepared(project, name);
  const collected = await currentCollected(project, name);
  if (!prepared || !collected)
    throw failed(`The dataset "${name}" was not prepared yet.`, {
      hint: `Collect and prepare it first, or run everything that is out of date.${collected || dataset.source === undefined ? howToSeeIt(dataset) : ''}`,
      remedy: remedy('run'),
    });
  if (prepared.from !== collected.fingerprint)
    throw wrongInput(`The dataset "${name}" was collected again after it was prepared.`, {
      hint: 'Prepare it again first.',
      remedy: remedy('prepare', name),
    });
  const freshness = freshnessOf(dataset, prepared, collected, asOf);
  const goals = goalsOn(project.manifest, name);
  const key = checkKey({
    dataset,
    prepared,
    collected,
    freshness,
    asOf,
    asksPositive: asksPositive(project.manifest, name),
    goals,
    suites: await suitesNow(project.root, dataset),
  });
  const before = await readCheckOf(project, prepared);
  const isOfEarlier = (await currentKey(project, collected, dataset, options.signal)) !== prepared.key;
  if (before?.key === key) return { check: before, isNew: false, isOfEarlier };

  const { findings, expectations } = await look(options, prepared, collected);
  const result = { findings, expectations: [...expectations, ...freshness] };
  const check: StoredCheck = {
    schema: 1,
    dataset: name,
    prepared: prepared.fingerprint,
    asOf,
    key,
    goals,
    passed: hasPassed(result),
    ...result,
  };
  await writeCheck(project, prepared, check);
  return { check, isNew: true, isOfEarlier };
}

async function look(
  { project, name, dataset, asOf, report, signal }: CheckOptions,
  prepared: PreparedVersion,
  collected: CollectedVersion,
): Promise<Pick<StoredCheck, 'findings' | 'expectations'>> {
  const step = (message: string) => report({ kind: 'progress', message });
  const looking = (message: string) => (done: number, total: number) =>
    report({ kind: 'progress', message, done, total, unit: 'columns' });
  const file = await dataFile(project, prepared, signal);
  const parts = await partsOf(project, prepared, signal);
  const previous = await previousOf(project, collected);
  const before = await withDatabase(
    async (db) => {
      const message = `Looking at what was collected of ${name}`;
      step(message);
      const files = collected.sources.map(({ path }) => ({
        path: withPart(`${project.root}/${path}`, dataset),
        shown: path,
      }));
      const { warnings } = await load(db, files, 'collected', { types: writtenTimes(prepared.steps) });
      return gatherFacts(db, {
        table: identifier('collected'),
        warnings,
        seenIn: 'collected',
        roles: await rolesIn(db, identifier('collected'), rolesOf(dataset)),
        previous,
        asOf: collected.at,
        onColumns: looking(message),
      });
    },
    { signal },
  );
  const data = parquet([file]);
  const after = await withDatabase(
    async (db) => {
      const message = `Looking at what was prepared of ${name}`;
      step(message);
      return gatherFacts(db, {
        table: data,
        ...(parts ? { parts } : {}),
        seenIn: 'prepared',
        roles: await rolesIn(db, data, {
          ...rolesOf(dataset),
          asksPositive: asksPositive(project.manifest, name),
        }),
        ...(prepared.split ? { split: prepared.split } : {}),
        goals: goalsOn(project.manifest, name),
        asOf: collected.at,
        onColumns: looking(message),
      });
    },
    { signal },
  );
  step(`Testing what is expected of ${name}`);
  const expectations = await withDatabase(
    async (db) => {
      const suites = suitesOf(dataset).map((written) => suiteFile(project.root, written));
      const use = { columns: await columnsOf(db, data), called: [name], asOf };
      return testAll(db, {
        dataset: `dataset "${name}"`,
        table: data,
        expectations: [...fromManifest(dataset.expect ?? {}), ...(await suiteExpectations(suites, use))],
        asOf,
      });
    },
    { signal },
  );
  await keepProfiles(project, { before, after, prepared, collected });
  return maskResult({
    findings: resolveFindings({
      collected: findAll(before),
      prepared: findAll({ ...after, joins: joinsOf(prepared) }),
      steps: prepared.steps,
      ...(prepared.split ? { splitBy: prepared.split.by } : {}),
    }),
    expectations,
  });
}

/** Undefined where the data is not split. */
async function partsOf(
  project: Project,
  prepared: PreparedVersion,
  signal: AbortSignal,
): Promise<Parts | undefined> {
  const table = async (split: SplitName) => parquet([await splitFile(project, prepared, split, signal)]);
  if (!prepared.parts.train) return undefined;
  return {
    train: await table('train'),
    ...(prepared.parts.validation ? { validation: await table('validation') } : {}),
    ...(prepared.parts.test ? { test: await table('test') } : {}),
  };
}

async function keepProfiles(
  project: Project,
  {
    before,
    after,
    prepared,
    collected,
  }: { before: Facts; after: Facts; prepared: PreparedVersion; collected: CollectedVersion },
): Promise<void> {
  await writeProfile(project, collected, before.profile);
  if (after.train) await writeProfile(project, prepared, after.train, 'train');
  await writeProfile(project, prepared, after.profile);
}

/** Paths and names are quoted where a shell would take them apart. */
function howToSeeIt({ path, target }: Dataset): string {
  const typed = (text: string) => (/^[\w./-]+$/.test(text) ? text : `'${text}'`);
  const option = target === undefined ? '' : ` --target ${typed(target)}`;
  return ` To see what keeps it from being prepared, look at the data as it was collected: lifecycle check ${typed(path)}${option}`;
}
