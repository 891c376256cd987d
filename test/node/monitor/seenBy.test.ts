// Which logged rows a version learnt from: by their own time, and without one by the key of its training rows.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clockAt } from '../../../src/node/clock';
import { seenBy } from '../../../src/node/monitor/seenBy';
import { prepareDataset } from '../../../src/node/prepare/prepare';
import { openProject, type Project } from '../../../src/node/project';
import { livedProject } from './livedProject';

const signal = new AbortController().signal;
const at = '2009-06-01T00:00:00.000Z';
const [earlier, later] = ['2009-05-20T00:00:00.000Z', '2009-07-10T00:00:00.000Z'];

/** Rows with these keys, of which the last fifth is the test's. */
async function learntFrom(keys: readonly string[]) {
  const lived = await livedProject();
  const { root } = lived.project;
  const file = join(root, 'lifecycle.yaml');
  const split = 'split: {by: order, train: 0.6, validation: 0.2, test: 0.2}';
  await writeFile(file, (await readFile(file, 'utf8')).replace('time: ts, key: id', `key: id, ${split}`));
  const lines = keys.map((key, row) => `${key},${30 + row},${row % 2 ? 'yes' : 'no'}`);
  await writeFile(join(root, 'bank.csv'), ['id,age,y', ...lines, ''].join('\n'));
  const project = await openProject(root);
  const dataset = project.manifest.datasets?.['bank'];
  assert.ok(dataset);
  const { version: prepared } = await prepareDataset({
    project, clock: clockAt(at), name: 'bank', dataset, report: () => undefined, signal,
  }); // prettier-ignore
  const { knownUntil: _dated, ...version } = lived.version;
  return {
    project,
    version: { ...version, at, lineage: { dataset: 'bank', prepared: prepared.fingerprint } },
  };
}

const ten = (write: (row: number) => string) => Array.from({ length: 10 }, (_none, row) => write(row + 1));
const whole = ten(String);
const fractions = ten((row) => `${row}.0`);
const texts = ten((row) => `c-${row}`);
/** Of 25 rows, 20 are learnt from. */
const twentyFive = Array.from({ length: 25 }, (_none, row) => String(row + 1));
const oneTwice = twentyFive.with(1, '1');
const twoTwice = oneTwice.with(3, '3');
const span = { from: '2009-01-01T00:00:00.000Z', to: at, rows: 10, predicted: 0 };

describe('a logged row', () => {
  const learnt = new Map<readonly string[], Awaited<ReturnType<typeof learntFrom>>>();
  before(async () => {
    for (const keys of [whole, fractions, texts, oneTwice, twoTwice])
      learnt.set(keys, await learntFrom(keys));
  });

  for (const {
    it: title,
    keys,
    id,
    time = later,
    hasOwnTime = false,
    learntSpan,
    isSeen,
    how = time === earlier ? 'time' : 'key',
  } of [
    { it: 'without a time is known by its key', keys: whole, id: 7, isSeen: true },
    { it: 'is not known by the key of a test row', keys: whole, id: 9, isSeen: false },
    { it: 'is not known by a key that no row has', keys: whole, id: 70, isSeen: false },
    { it: 'is known by a number of a file that writes 7.0', keys: fractions, id: 7, isSeen: true },
    { it: 'is known by the text "7" where the file writes 7.0', keys: fractions, id: '7', isSeen: true },
    { it: 'is known by the text "7.0" where the file writes 7', keys: whole, id: '7.0', isSeen: true },
    { it: 'is known by a key of letters', keys: texts, id: 'c-7', isSeen: true },
    { it: 'is not known by a key of other letters', keys: texts, id: 'C-7', isSeen: false },
    { it: 'is not known without a key', keys: texts, id: null, isSeen: false },
    {
      it: 'is known by a key where 19 of 20 rows have one of their own',
      keys: oneTwice,
      id: 7,
      isSeen: true,
    },
    {
      it: 'may be known by a key that groups rows: 18 of 20',
      keys: twoTwice,
      id: 7,
      isSeen: true,
      how: 'perhaps',
    },
    {
      it: 'is not known by a key of data of which the version learnt a span',
      keys: whole,
      id: 7,
      learntSpan: span,
      isSeen: false,
    },
    {
      it: 'with a time of its own after the data is new, though its key was learnt from',
      keys: whole,
      id: 7,
      hasOwnTime: true,
      isSeen: false,
    },
    {
      it: 'with a time of its own within the data is known, whatever its key',
      keys: whole,
      id: 70,
      time: earlier,
      hasOwnTime: true,
      isSeen: true,
    },
  ])
    it(title, async () => {
      const row = (key: string | number | null, own: boolean, then: string) => ({
        line: { id: 'p', at: then, version: 1, inputs: { id: key }, output: { score: 0.5 } },
        key: 'p',
        version: 1,
        time: then,
        hasOwnTime: own,
      });
      const asked = row(id, hasOwnTime, time);
      // Beside one without a time, for whose sake keys are looked at.
      const rows = [asked, row('beside', false, later)];
      const learntBy = learnt.get(keys);
      assert.ok(learntBy);
      const lineage = { ...learntBy.version.lineage, ...(learntSpan ? { span: learntSpan } : {}) };
      const version = { ...learntBy, version: { ...learntBy.version, lineage } };
      assert.deepEqual([...(await seenBy({ ...version, rows }, signal))], isSeen ? [[asked, how]] : []);
      if (how === 'time' || keys !== whole) return;
      const { key: _other, ...bank } = version.project.manifest.datasets?.['bank'] ?? {};
      const manifest = { ...version.project.manifest, datasets: { bank: { ...bank, key: 'age' } } };
      const registered = {
        project: { ...version.project, manifest } as Project,
        version: { ...version.version, key: { name: 'id', type: 'BIGINT' } },
      };
      assert.equal(
        (await seenBy({ ...registered, rows }, signal)).size,
        Number(isSeen),
        'by the key that it was registered with',
      );
    });
});
