// The example's whole story by the built command line, interrupted once, against figures that plain pandas and scikit-learn computed.
import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import type { RegistryEvent } from '../../src/core/registry/event';
import type { Version } from '../../src/core/registry/version';
import type { AlertEvent, Window } from '../../src/core/monitor/window';
import { root } from '../../scripts/setup.mjs';
import { builtProgram } from '../builtProgram';

interface Figure {
  readonly rows: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
interface Comparison {
  readonly rows: number;
  readonly champion: number;
  readonly challenger: number;
  readonly difference: number;
}
interface Challenger {
  readonly comparedOn: Figure;
  readonly comparison: Comparison;
}
interface Expected {
  readonly chosen: { readonly algorithm: string; readonly c: number };
  readonly version1: { readonly test: Figure };
  readonly version2: Challenger;
  readonly version3: Challenger;
  readonly windows: readonly (Figure & {
    readonly from: string;
    readonly version: number;
    positiveRate: number;
  })[];
}
interface Row {
  readonly stage: string;
  readonly when: string;
  readonly outcome: string;
}
type RunMainJob = (options: {
  readonly root: string;
  readonly cli: string;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal;
}) => Promise<readonly Row[]>;

const example = join(root, 'examples', 'term-deposit');
const files = ['calls.mjs', 'commandLine.mjs', 'environment.mjs', 'mainJob.mjs', 'source.mjs', 'train.py', 'requirements.txt', 'lifecycle.yaml']; // prettier-ignore

describe('the story of the term deposit', function () {
  this.timeout(1_800_000);
  const folder = join(root, '.test-output', 'term-deposit');
  let cli = '';
  let expected: Expected;
  let runMainJob: RunMainJob;
  let table: readonly Row[] = [];

  const lines = async <T>(...path: string[]): Promise<T[]> =>
    (await readFile(join(folder, '.lifecycle', ...path), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as T);
  const yaml = async <T>(...path: string[]) =>
    parse(await readFile(join(folder, '.lifecycle', ...path), 'utf8')) as T;
  const versionFile = (number: number) => yaml<Version>('registry', 'uptake', String(number), 'version.yaml');
  const events = async () => {
    const names = await readdir(join(folder, '.lifecycle', 'registry', 'uptake', 'events'));
    return Promise.all(names.map((name) => yaml<RegistryEvent>('registry', 'uptake', 'events', name)));
  };
  const windows = async () => {
    const judged = await lines<Window>('monitors', 'uptake-local', 'windows.jsonl');
    return [...new Map(judged.map((window) => [window.key, window])).values()];
  };
  const answered = async () => {
    const names = await readdir(join(folder, '.lifecycle', 'deployments', 'uptake-local', 'predictions'));
    const all = await Promise.all(
      names.map((name) =>
        lines<{ inputs: { id: number }; version: number }>(
          'deployments',
          'uptake-local',
          'predictions',
          name,
        ),
      ),
    );
    return all.flat();
  };
  const isServing = async () => {
    const state = JSON.parse(
      await readFile(join(folder, '.lifecycle', 'deployments', 'uptake-local', 'state.json'), 'utf8'),
    ) as { url: string };
    return fetch(`${state.url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  const tell = async (signal?: AbortSignal, log: (line: string) => void = () => undefined) =>
    runMainJob({ root: folder, cli, log, ...(signal ? { signal } : {}) });

  before(async () => {
    cli = await builtProgram();
    expected = JSON.parse(
      await readFile(join(root, 'test', 'fixtures', 'story', 'expected.json'), 'utf8'),
    ) as Expected;
    const load = async (file: string) => (await import(pathToFileURL(file).href)) as unknown;
    const { makeEnvironment } = (await load(join(example, 'environment.mjs'))) as {
      makeEnvironment: (options: { root: string }) => Promise<unknown>;
    };
    await makeEnvironment({ root: example });
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const file of files) await copyFile(join(example, file), join(folder, file));
    await symlink(join(example, '.venv'), join(folder, '.venv'));
    ({ runMainJob } = (await load(join(folder, 'mainJob.mjs'))) as { runMainJob: RunMainJob });
  });
  after(async () => {
    if (!runMainJob) return;
    const { openCommandLine } = (await import(pathToFileURL(join(folder, 'commandLine.mjs')).href)) as {
      openCommandLine: (options: object) => Promise<{ verb: (words: string[]) => Promise<unknown> }>;
    };
    const { verb } = await openCommandLine({ root: folder, cli, log: () => undefined });
    await verb(['stop', 'uptake-local']);
  });

  it('ends its server where it is interrupted', async () => {
    const interrupted = new AbortController();
    const log = (line: string) => {
      if (line.includes('traffic/2009-08')) setTimeout(() => interrupted.abort(), 300);
    };
    await assert.rejects(tell(interrupted.signal, log), { name: 'AbortError' });
    assert.equal(await isServing(), false);
  });

  it('goes on where it was interrupted, to the end', async () => {
    table = await tell();
    assert.equal(await isServing(), true);
    for (const stage of ['collect', 'prepare', 'check', 'train', 'tune', 'evaluate', 'register', 'promote', 'deploy', 'monitor', 'retrain'])
      assert.ok(table.some((row) => row.stage === stage), `no row of ${stage}`); // prettier-ignore
  });

  it('chooses the simplest model, which reaches the figures of plain scikit-learn', async () => {
    const { training, metrics } = await versionFile(1);
    assert.deepEqual({ ...training.params }, expected.chosen);
    isNear(metrics.values['roc_auc'], expected.version1.test);
  });

  it('refuses version 2 for the goal alone, and promotes version 3', async () => {
    const decided = await events();
    const refused = decided.filter((event) => event.kind === 'refused');
    assert.deepEqual(
      refused.map(({ version, alias, gates }) => [version, alias, gates.filter(({ passed }) => !passed).map(({ gate }) => gate)]),
      [[2, 'champion', ['goal']]],
    ); // prettier-ignore
    const champions = decided.filter((event) => event.kind === 'aliased' && event.alias === 'champion');
    assert.deepEqual(champions.map(({ version }) => version).sort(), [1, 3]);
  });

  for (const number of [2, 3] as const)
    it(`compares version ${number} with the champion on the rows and with the figures of the policy`, async () => {
      const { comparison, comparedOn } = expected[`version${number}`];
      const found = (await events()).find((event) => event.kind === 'compared' && event.version === number);
      assert.ok(found?.kind === 'compared');
      assert.equal(found.comparison.rows, comparison.rows);
      assert.ok(Math.abs(found.comparison.championValue - comparison.champion) < tolerance);
      assert.ok(Math.abs(found.comparison.challengerValue - comparison.challenger) < tolerance);
      assert.ok(found.comparison.low > 0);
      assert.equal(found.comparison.withinPeriods?.hasTurned, false);
      isNear((await versionFile(number)).metrics.values['roc_auc'], comparedOn);
    });

  it('judges each quarter, cut where the version changes, with the figures of the outcomes', async () => {
    const judged = await windows();
    assert.equal(judged.length, expected.windows.length);
    for (const wanted of expected.windows) {
      const found = judged.find(
        ({ from, version, rows }) => version === wanted.version && from.slice(0, 7) <= wanted.from.slice(0, 7) && rows === wanted.rows,
      ); // prettier-ignore
      assert.ok(found, `no window of ${wanted.from} by version ${wanted.version}`);
      assert.equal(found.labelled, wanted.rows);
      isNear(found.performance, wanted);
      assert.ok(Math.abs((found.positiveRate ?? 0) - wanted.positiveRate) < 1e-4);
    }
  });

  it('finds drift before the labels, the fall with them, names the month, and resolves with version 3', async () => {
    const told = await lines<AlertEvent>('monitors', 'uptake-local', 'alerts.jsonl');
    const days = told.map(({ kind, alert, at }) => `${at.slice(0, 10)} ${kind} ${alert.split(':')[0]}`);
    assert.deepEqual(
      days.filter((day) => !day.startsWith('2010-10-01')),
      ['2009-10-01 opened drift', '2009-10-15 opened performance', '2010-10-15 resolved performance'],
    );
    const fall = told.find((event) => event.kind === 'opened' && event.about === 'performance');
    assert.ok(fall?.kind === 'opened' && fall.cause[0] === 'month');
    assert.match(fall.message, /Cause: month no longer means what it meant; with it shuffled, \d+% \(/);
    assert.doesNotMatch(fall.message, /Cause: housing/);
  });

  it('does nothing twice when it is told again', async () => {
    const before = { events: (await events()).length, answered: (await answered()).length };
    const verbs: string[] = [];
    const again = await tell(undefined, (line) => {
      const verb = /lifecycle (\w+)/.exec(line)?.[1];
      if (verb) verbs.push(verb);
    });
    assert.deepEqual(verbs, ['collect', 'prepare', 'check', 'train', 'tune', 'deploy']);
    const told = (rows: readonly Row[]) =>
      rows
        .filter(({ outcome }) => !outcome.startsWith('Started again'))
        .map(({ stage, when }) => `${stage} ${when}`);
    assert.deepEqual(told(again), told(table));
    assert.deepEqual({ events: (await events()).length, answered: (await answered()).length }, before);
  });

  it('has every later call answered by the version of its day', async () => {
    const lines = await answered();
    const ids = new Map(lines.map(({ inputs, version }) => [inputs.id, version]));
    assert.equal(ids.size, 4817);
    assert.equal([...ids.values()].filter((version) => version === 3).length, 592);
  });
});

/** Two implementations of one figure, in single and in double precision. */
const tolerance = 0.002;

function isNear(found: { value: number; low: number; high: number } | undefined, wanted: Figure): void {
  assert.ok(found);
  for (const part of ['value', 'low', 'high'] as const)
    assert.ok(
      Math.abs(found[part] - wanted[part]) < tolerance,
      `${part} is ${found[part]}, not ${wanted[part]}`,
    );
}
