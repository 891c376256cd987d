import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LifecycleError } from '../../../src/core/errors';
import type { Interval } from '../../../src/core/evaluate/interval';
import type { Version } from '../../../src/core/registry/version';
import { clockAt } from '../../../src/node/clock';
import { openProject, type Project } from '../../../src/node/project';
import { approveVersion } from '../../../src/node/registry/approve';
import { promoteVersion } from '../../../src/node/promote/promote';
import { readRegistry } from '../../../src/node/registry/read';
import { writeEvent, writeVersion } from '../../../src/node/registry/write';
import { storeFile } from '../../../src/node/store';
import { decision, exampleVersion } from '../../core/registry/example';

const manifest = `
lifecycle: 1
goals: {uptake: {metric: roc_auc, target: ">= 0.65"}}
roles: {approvers: [ben@example.org, cleo@example.org]}
datasets: {bank: {path: bank.csv, target: y, positive: "yes"}}
models: {uptake: {goal: uptake, train: python train.py, gates: {approvals: 1, checks: pass, goal: met, better_than: champion}}}
`;
const modelFile = join(__dirname, '../../fixtures/onnx/classifier.onnx');
const signal = new AbortController().signal;
const clock = clockAt('2009-07-10T00:00:00.000Z');

describe('a promotion', () => {
  let root: string;
  let project: Project;
  let version: Version;

  const person = (email: string) => execFileSync('git', ['config', 'user.email', email], { cwd: root });
  const promote = (number = 1, alias = 'champion') =>
    promoteVersion({ project, clock, model: 'uptake', version: number, alias }, signal);
  const approve = (number = 1) => approveVersion({ project, clock, model: 'uptake', version: number });
  const state = async (of = project) => (await readRegistry(of.paths, 'uptake')).state;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'promote-'));
    execFileSync('git', ['init', '-q'], { cwd: root });
    person('ana@example.org');
    await writeFile(join(root, 'lifecycle.yaml'), manifest);
    project = await openProject(root);
    version = exampleVersion({
      knownUntil: '2009-06-30',
      files: [{ role: 'model', name: 'model.onnx', ...(await storeFile(project.paths, modelFile)) }],
    });
    await writeVersion(project.paths, version, '');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('needs the approval of another person than the one who registered', async () => {
    assert.equal((await promote()).isPromoted, false);
    await approve(); // ana registered it
    const refused = await promote();
    assert.match(refused.gates.find(({ gate }) => gate === 'approvals')?.reason ?? '', /0 approvals/);
    person('ben@example.org');
    assert.equal((await approve()).by, 'ben@example.org');
    person('ana@example.org');
    const { isPromoted, gates } = await promote();
    assert.ok(isPromoted, JSON.stringify(gates));
    assert.deepEqual((await state()).aliases, { champion: 1 });
  });

  it('takes an address in other capitals for the same person', async () => {
    person('Ana@Example.org');
    assert.equal((await approve()).standing, 'own work');
    assert.equal((await promote()).isPromoted, false);
    person('ben@example.org');
    await approve();
    person('BEN@example.org');
    const { isNew, standing } = await approve();
    assert.deepEqual({ isNew, standing }, { isNew: false, standing: 'counts' });
  });

  it('is refused in writing, with each reason, and only once', async () => {
    await promote();
    await promote();
    const refused = (await state()).events.filter(({ event }) => event.kind === 'refused');
    assert.equal(refused.length, 1);
    const [first] = refused;
    assert.ok(first?.event.kind === 'refused');
    assert.deepEqual(first.event.gates.map(({ gate, passed }) => [gate, passed]), [['checks', true], ['goal', true], ['approvals', false], ['better_than', true]]); // prettier-ignore
  });

  it('is not made as of a time before another was', async () => {
    await writeEvent(
      project.paths,
      'uptake',
      decision({ kind: 'aliased', version: 1, alias: 'champion', gates: [], at: '2009-08-01T00:00:00.000Z' }),
    );
    await assert.rejects(promote(), {
      code: 'input',
      message: /cannot be asked as of 2009-07-10.*version 1 was promoted after that/,
    });
    assert.equal((await state()).events.length, 1);
  });

  it('is not made while a decision cannot be read', async () => {
    await approve();
    const folder = join(project.paths.registry('uptake'), 'events');
    const [event = ''] = await readdir(folder);
    await writeFile(join(folder, event), 'kind: [');
    await assert.rejects(promote(), {
      code: 'input',
      message: /What was decided about uptake cannot be told/,
    });
    assert.deepEqual(await readdir(folder), [event]);
  });

  it('is not made for bytes that are not what was registered', async () => {
    await writeFile(project.paths.stored(version.files[0]?.digest ?? ''), 'swapped');
    await assert.rejects(promote(), /is not what was registered/);
    assert.deepEqual((await state()).events, []);
  });

  it('checks the bytes of every file of a version', async () => {
    const other = join(root, 'other.json');
    await writeFile(other, '{}');
    const file = {
      role: 'reference',
      name: 'reference.json',
      ...(await storeFile(project.paths, other)),
    } as const;
    await writeVersion(project.paths, { ...version, version: 2, files: [...version.files, file] }, '');
    await writeFile(project.paths.stored(file.digest), 'swapped');
    await assert.rejects(promote(2), /reference\.json is not what was registered/);
  });

  it('is not made of a version that was retired', async () => {
    await writeEvent(project.paths, 'uptake', decision({ kind: 'retired', version: 1 }));
    await assert.rejects(promote(), /was retired/);
    await assert.rejects(promote(1, 'challenger'), /was retired/);
    assert.deepEqual((await state()).aliases, {});
  });

  it('over a champion needs rows that neither has seen', async () => {
    person('ben@example.org');
    await approve();
    await promote();
    await writeVersion(project.paths, { ...version, version: 2, by: 'ana@example.org' }, '');
    await approve(2);
    const { isPromoted, gates } = await promote(2);
    assert.ok(!isPromoted);
    assert.match(gates.at(-1)?.reason ?? '', /no labelled rows newer than both/);
  });

  it('of a candidate passes no gate and moves no champion', async () => {
    const { isPromoted, gates } = await promote(1, 'challenger');
    assert.ok(isPromoted && gates.length === 0);
    assert.deepEqual((await state()).aliases, { challenger: 1 });
  });

  it('stands where it is the last of several as of the same time', async () => {
    await writeVersion(project.paths, { ...version, version: 2 }, '');
    for (const number of [1, 2, 1, 2, 1, 2]) {
      await promote(number, 'challenger');
      assert.deepEqual((await state()).aliases, { challenger: number });
    }
    assert.equal((await state()).events.length, 6);
  });

  /** Version 2, whose evaluation is in the store. */
  const evaluated = async (parts: Partial<Version> = {}) => {
    const { metrics, target, classes, positive, task, testReads, files } = version;
    const file = join(root, 'evaluation.json');
    const test = { rows: 4040, metrics: metrics.values, baseline: {} };
    const told = { measuredOn: metrics.measuredOn, target, classes, positive, task, testReads };
    await writeFile(
      file,
      JSON.stringify({
        schema: 1,
        run: 'a',
        digest: files[0]?.digest,
        metric: 'roc_auc',
        slices: [],
        test,
        ...told,
      }),
    );
    const kept = {
      role: 'evaluation',
      name: 'evaluation.json',
      ...(await storeFile(project.paths, file)),
    } as const;
    await writeVersion(project.paths, { ...version, version: 2, files: [...files, kept], ...parts }, '');
    return project.paths.stored(kept.digest);
  };

  it('is neither made nor approved of a version whose figures are not those of its evaluation', async () => {
    const { measuredOn, values } = version.metrics;
    const edited = { measuredOn, values: { roc_auc: { ...values['roc_auc'], value: 0.999 } as Interval } };
    const file = await evaluated({ metrics: edited });
    const folder = join('.lifecycle', 'registry', 'uptake', '2');
    const refusal = (error: LifecycleError) => {
      assert.equal(
        error.message,
        `uptake@2 is not as it was registered, ${join(folder, 'version.yaml')} was edited: roc_auc is 0.999 (0.663 to 0.711), its evaluation has 0.687 (0.663 to 0.711).`,
      );
      assert.match(error.hint ?? '', /^Restore it: git checkout -- \S+uptake.2 /);
      return true;
    };
    await assert.rejects(promote(2), refusal);
    await assert.rejects(promote(2, 'challenger'), refusal);
    await assert.rejects(approve(2), refusal);
    assert.deepEqual((await state()).events, []);
    await rm(file);
    await assert.rejects(promote(2), /is not in the store/);
    assert.ok((await approve(2)).isNew, 'where the evaluation is not here, its seal alone tells');
  });

  it('is judged where the figures are those of its evaluation', async () => {
    await evaluated();
    person('ben@example.org');
    await approve(2);
    assert.ok((await promote(2)).isPromoted);
  });

  it('is neither made nor approved of a version that was edited, whatever else is here', async () => {
    const file = project.paths.registry('uptake', '1', 'version.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('value: 0.687', 'value: 0.999'));
    for (const decide of [promote, approve])
      await assert.rejects(decide(), (error: LifecycleError) => {
        const [problem] = error.problems ?? [];
        assert.match(problem?.message ?? '', /^was edited: its digest is not the one/);
        return true;
      });
  });

  it('says what there is when asked for what there is not', async () => {
    await assert.rejects(promote(7), /no version or alias "7"/);
  });

  it('is read the same in another clone, whichever branch it comes from', async () => {
    const clone = `${root}-clone`;
    await cp(root, clone, { recursive: true });
    person('ben@example.org');
    await approve();
    const other = await openProject(clone);
    execFileSync('git', ['config', 'user.email', 'cleo@example.org'], { cwd: clone });
    await approveVersion({ project: other, clock, model: 'uptake', version: 1 });
    const events = (of: Project) => of.paths.registry('uptake', 'events');
    await cp(events(other), events(project), { recursive: true });
    await cp(events(project), events(other), { recursive: true });
    assert.equal((await readdir(events(project))).length, 2);
    assert.deepEqual(await state(), await state(other));
    await rm(clone, { recursive: true });
  });
});
