// That nothing made by earlier rules is taken for current: what a fixed folder comes to, beside the numbers that are to be raised with it.
import assert from 'node:assert/strict';
import { detectors } from '../../../src/core/quality/detectors';
import type { CheckResult, FindingKind } from '../../../src/core/quality/finding';
import { rules } from '../../../src/node/check/key';
import { currentPrepared } from '../../../src/node/dataset/versions';
import { digestJson } from '../../../src/node/files/digest';
import { meaning } from '../../../src/node/prepare/key';
import { openProject } from '../../../src/node/project';
import { check } from '../../../src/node/stages/check';
import { collect } from '../../../src/node/stages/collect';
import { prepare } from '../../../src/node/stages/prepare';
import { withProject } from './temporaryProject';

const length = 600;
const row = (at: number) => ({
  id: at % 97 === 0 ? 1 : at,
  customer: `c${at}`,
  day: new Date(Date.UTC(2026, 0, 1) + (at < 300 ? at : at + 500) * 3_600_000).toISOString(),
  age: at === 17 ? 99_999 : 20 + ((at * 7) % 50),
  job: [' clerk', 'clerk', 'Clerk', 'nurse', 'unknown'][at % 5],
  price: `${(at * 13) % 90} %`,
  plot: ['100', '1.000', '-', '250'][at % 4],
  rent: at % 50 === 0 ? 'on request' : `${(at * 13) % 90},5`,
  seen: `${1 + (at % 28)}.${1 + (at % 12)}.2026`,
  always: 'x',
  late: at < 500 ? at % 9 : '',
  early: at < 500 ? '' : at % 9,
  city: at % 60 === 0 ? 'MÃ¼nchen' : ['München', 'Lyon'][at % 2],
  weight: (60 + ((at * 31) % 40)) * (at % 30 === 0 ? 1_000 : 1),
  born:
    at % 50 === 0 ? '1970-01-01' : `${at % 70 === 0 ? 2170 : 1990 + (at % 9)}-0${1 + (at % 9)}-1${at % 10}`,
  again: 20 + ((at * 7) % 50),
  told: at % 40 === 0 || at > 560 ? 1 : 0,
  y: at % 40 === 0 || at > 560 ? 'yes' : 'no',
});
const copied = Array.from({ length: 20 }, (_, at) => row(20 + at));
const table = [
  ...Array.from({ length }, (_, at) => row(at < 590 ? at : 589)),
  ...copied.map((own) => ({ ...own, id: own.id + 1_000, weight: own.weight + 1 })),
  ...copied.slice(0, 4).map((own) => ({ ...own, id: own.id + 2_000, y: own.y === 'yes' ? 'no' : 'yes' })),
];
const csv = [Object.keys(table[0] ?? {}), ...table.map(Object.values)].map((cells) => cells.join(';'));
const lines = table.map(({ id, age }, at) =>
  JSON.stringify({
    id,
    name: `n${at}`,
    note: at % 40 ? 'none' : `ask a${at}@example.org`,
    code: at % 30 ? age : `x${age}`,
    tags: ['a', 'b'],
    site: `site ${Math.floor(at / 90)}`,
    group: ['a', 'b', 'c'][at % 3],
    street: `${'abc'[at % 3]}${at % 5}`,
    y: at < 3 ? 'rare' : at < 120 ? 'early' : ['no', 'yes'][(at * 7) % 2],
  }),
);
/** What was collected before: another column, fewer rows, other values, and rows that are newer. */
const earlier = [
  'id;day;age;job;old;y',
  ...Array.from(
    { length: 90 },
    (_, at) => `${at};2027-01-01T00:00:00.000Z;${50 + (at % 9)};smith;1;${at % 2 ? 'no' : 'yes'}`,
  ),
];

const steps = [
  { trim: ['job'] },
  { replace: { column: 'job', unknown: null } },
  { replace: { column: 'plot', '-': null } },
  { derive: { price: "CAST(replace(price, ' %', '') AS DOUBLE)", old: 'age > 40' } },
  { cast: { plot: 'number', seen: { type: 'date', format: '%d.%m.%Y' }, day: 'timestamp' } },
  { rename: { early: 'first' } },
  { drop: ['always'] },
  { filter: 'id <> 3' },
  { deduplicate: 'all' },
  { sql: 'SELECT * FROM data WHERE id <> 5' },
];
const shares = { train: 0.8, validation: 0.1, test: 0.1 };
const datasets = {
  odd: { path: 'odd.csv', target: 'y', key: 'id', time: 'day', split: { by: 'random', ...shares } },
  mended: {
    path: 'odd.csv',
    target: 'y',
    key: 'id',
    time: 'day',
    prepare: steps,
    split: { by: 'time', ...shares },
  },
  lines: {
    path: 'odd.jsonl',
    target: 'y',
    key: 'id',
    sensitive: ['group'],
    split: { by: 'order', ...shares },
  },
};
const models = { uptake: { dataset: 'odd', goal: 'uptake', task: 'classification', train: 'true' } };
const goals = { uptake: { metric: 'roc_auc', target: '>= 0.55' } };

/** Where one of these digests changes, raise its number where it stands, so that what was stored is made anew; then write both here. */
const known = {
  findings: [17, 'sha256:e191a5ef4f38c1ec8ac9deefb571007a1080abe695e9c76fd4fae9b8ab4ad9a7'],
  prepared: [3, 'sha256:a520a6e5c595aed4511b07e43927e170439c688def965dac653249abc5bf9a65'],
};

/** No folder can have both these and the others, or only one whose steps look into other datasets, which none did before. */
const notHere: readonly FindingKind[] = ['no-rows', 'no-positive', 'looks-ahead', 'grown-rows'];

describe('what is stored by rules of ours', () => {
  it('has a number that is raised with the rules', () =>
    withProject(async (project) => {
      await project.declare({ odd: datasets.odd });
      await project.write({ 'odd.csv': earlier.join('\n') });
      for (const stage of [collect, prepare, check]) await project.perform(stage, {});
      await project.write({ 'odd.csv': csv.join('\n'), 'odd.jsonl': lines.join('\n') });
      await project.write({ 'lifecycle.yaml': JSON.stringify({ lifecycle: 1, datasets, models, goals }) });
      await project.perform(collect, {});
      await project.perform(prepare, {});
      const opened = await openProject(project.root);
      const prepared = await Promise.all(
        Object.keys(datasets).map(async (name) => (await currentPrepared(opened, name))?.fingerprint),
      );
      const { findings } = (await project.perform(check, {})).document as unknown as CheckResult;
      // Evidence has figures whose last digits are the processor's, and a version and a look have their day.
      const told = findings.map(({ evidence: _, ...finding }) =>
        JSON.stringify(finding)
          .replaceAll(/(the version of|later than) \d+ \w+ \d+/g, '$1')
          .replaceAll(/TIMESTAMP '[^']+'/g, ''),
      );
      assert.deepEqual(
        { findings: [rules, digestJson(told)], prepared: [meaning, digestJson(prepared)] },
        known,
        'raise `rules` of src/node/check/key.ts or `meaning` of src/node/prepare/key.ts',
      );
      const kinds = detectors.map(({ kind }) => kind).filter((kind) => !notHere.includes(kind));
      assert.deepEqual(
        kinds.filter((kind) => findings.every((finding) => finding.kind !== kind)),
        [],
      );
    }));
});
