// A template is filled in for the data it meets.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Step } from '../../../src/core/manifest/step';
import type { ColumnProfile, Profile } from '../../../src/core/profile/profile';
import {
  fillTemplate,
  likelyTargets,
  possibleTargets,
  templateFacts,
} from '../../../src/core/template/template';

const column = (name: string, part: Partial<ColumnProfile>): ColumnProfile => ({
  name,
  type: 'VARCHAR',
  kind: 'string',
  semantic: 'category',
  missing: 0,
  hiddenMissing: {},
  distinct: 3,
  isDistinctExact: true,
  top: [],
  other: 0,
  ...part,
});
const profile: Profile = {
  schema: 1,
  rows: 100,
  columns: [
    column('id', { kind: 'integer', semantic: 'id', distinct: 100 }),
    column('at', { kind: 'date', semantic: 'date', distinct: 50 }),
    column('said', { semantic: 'date', distinct: 50 }),
    column('mail', { semantic: 'email', distinct: 90 }),
    column('age', { kind: 'integer', semantic: 'number', distinct: 40 }),
    column('stars', { kind: 'integer', semantic: 'number', distinct: 5 }),
    column('job', {}),
    column('price', {
      distinct: 60,
      top: [
        { value: '1.001,14', count: 5 },
        { value: '31,50', count: 4 },
        { value: 'unknown', count: 2 },
      ],
    }),
    column('one', { semantic: 'constant', distinct: 1 }),
    column('y', {
      distinct: 2,
      top: [
        { value: 'no', count: 90 },
        { value: 'yes', count: 10 },
      ],
    }),
  ],
};

describe('a template', () => {
  it('offers what can be predicted', () => {
    assert.deepEqual(
      possibleTargets(profile, []).map(({ name }) => name),
      ['age', 'stars', 'job', 'price', 'y'],
    );
  });

  it('offers the likeliest target first', () => {
    const rows = [column('first', { distinct: 2 }), ...profile.columns];
    assert.deepEqual(
      likelyTargets({ ...profile, columns: rows }, []).map(({ name }) => name),
      ['y', 'first', 'job', 'stars', 'age', 'price'],
    );
  });

  it('offers no column that a step takes away and none makes again', () => {
    const steps: readonly Step[] = [
      { drop: ['age', 'job'] },
      { rename: { stars: 'rating' } },
      { derive: { job: "'none'" } },
    ];
    const names = (columns: readonly ColumnProfile[]) => columns.map(({ name }) => name);
    assert.deepEqual(names(possibleTargets(profile, steps)), ['job', 'price', 'y']);
    assert.deepEqual(names(likelyTargets(profile, steps)), ['y', 'job', 'price']);
  });

  for (const [target, task, answers] of [
    ['y', 'classification', ['yes', 'no']],
    ['job', 'classification', undefined],
    ['stars', 'classification', undefined],
    ['age', 'regression', undefined],
    ['price', 'regression', undefined],
  ] as const)
    it(`takes ${target} for ${task}`, () => {
      const facts = templateFacts(profile, target);
      assert.deepEqual([facts.task, facts.answers], [task, answers]);
      assert.deepEqual(facts.notInputs, ['id', 'at', 'said', 'mail']);
    });

  for (const [target, task, says] of [
    [
      'price',
      undefined,
      /price holds numbers as text, e\.g\. "1\.001,14"\..*numbers first: add prepare: \[\{"derive":\{"price":/,
    ],
    ['price', 'classification', /has 60 classes/],
    ['job', 'regression', /job holds no numbers.*leave --task out/],
    ['stars', 'regression', undefined],
    ['age', 'classification', /has 40 classes/],
    ['y', undefined, undefined],
  ] as const)
    it(`says what keeps ${target} from being predicted as ${task ?? 'what it is'}`, () => {
      const { unfit } = templateFacts(profile, target, {}, task);
      const text = unfit && `${unfit.message} ${unfit.hint}`;
      if (says) assert.match(text ?? '', says);
      else assert.equal(text, undefined);
    });

  it('names no step for a target of which only the most frequent values are known', () => {
    const columns = profile.columns.map((one) => (one.name === 'price' ? { ...one, other: 9 } : one));
    assert.match(
      templateFacts({ ...profile, columns }, 'price').unfit?.hint ?? '',
      /lifecycle check, given the file/,
    );
  });

  it('keeps the key from the model, whatever it looks like', () => {
    assert.deepEqual(templateFacts(profile, 'y', { key: 'job' }).notInputs, [
      'id',
      'at',
      'said',
      'mail',
      'job',
    ]);
  });

  it('is a script in which nothing is left to fill in, whatever a column is called', () => {
    const script = readFileSync(
      resolve(import.meta.dirname, '../../../media/templates/scikit-learn/train.py'),
      'utf8',
    );
    const filled = fillTemplate(script, {
      target: 'a "quoted" \\ name',
      task: 'regression',
      notInputs: ["it's", '{{target}}'],
    });
    assert.match(filled, /^TARGET = "a \\"quoted\\" \\\\ name"$/m);
    assert.match(filled, /^TASK = .*"LIFECYCLE_TASK", "regression"\)$/m);
    assert.match(filled, /^NOT_INPUTS = \["it's","\{\{target\}\}"\]$/m);
    assert.equal([...filled.matchAll(/\{\{/g)].length, 1);
  });
});
