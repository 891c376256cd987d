// Which columns tell a target better than all others together, on data made to leak and on data made not to.
import assert from 'node:assert/strict';
import { dominantColumns } from '../../../src/core/quality/dominance';
import { encode, logOdds } from '../../../src/core/quality/encode';
import type { Sample, SampleColumn, SampleValue } from '../../../src/core/quality/sample';
import { rocAuc } from '../../../src/core/evaluate/rocAucInterval';
import { seededRandom } from '../../../src/core/random';

const rows = 3_000;
const column = (
  name: string,
  kind: SampleColumn['kind'],
  value: (row: number) => SampleValue,
): SampleColumn => ({
  name,
  kind,
  values: Array.from({ length: rows }, (_, row) => value(row)),
});

/** A yes-or-no target of five weak columns, with some of what is asked for beside them. */
function sampleWith(
  seed: number,
  leaks: (answer: number, noise: () => number) => Record<string, SampleValue>,
): Sample {
  const generator = seededRandom(seed);
  const noise = () => generator.normal();
  const drawn = Array.from({ length: rows }, () => {
    const weak = Array.from({ length: 5 }, noise);
    const answer = Number(weak.reduce((sum, value) => sum + value, 0) + 2 * noise() > 2);
    return { weak, answer, leak: leaks(answer, noise) };
  });
  return {
    columns: [
      column('y', 'named', (row) => (drawn[row]?.answer === 1 ? 'yes' : 'no')),
      ...Array.from({ length: 5 }, (_, at) =>
        column(`w${at}`, 'ordered', (row) => drawn[row]?.weak[at] ?? null),
      ),
      ...Object.keys(drawn[0]?.leak ?? {}).map((name) =>
        column(
          name,
          typeof drawn[0]?.leak[name] === 'string' ? 'named' : 'ordered',
          (row) => drawn[row]?.leak[name] ?? null,
        ),
      ),
    ],
  };
}

const clear = (sample: Sample) =>
  dominantColumns(sample, 'y')
    .filter(({ p }) => p < 0.001)
    .map(({ column: name }) => name);

describe('dominance', () => {
  it('is seldom found in an honest sum of three others, in draws where its lead over them is luck', () => {
    // Of 150 draws the seven in which a lead without its bias was told.
    const told = [20, 43, 44, 54, 82, 135, 147].filter((draw) => {
      const random = seededRandom(1000 + draw);
      const drawn = Array.from({ length: 2000 }, () => {
        const parts = [random.normal(), random.normal(), random.normal()];
        const sum = parts.reduce((all, part) => all + part, 0);
        const total = sum + 0.3 * random.normal();
        return { parts, total, y: random.uniform() < 1 / (1 + Math.exp(-1.2 * sum)) ? 'yes' : 'no' };
      });
      const number = (name: string, of: (row: (typeof drawn)[number]) => number): SampleColumn => ({
        name,
        kind: 'ordered',
        values: drawn.map(of),
      });
      const columns: SampleColumn[] = [
        { name: 'y', kind: 'named', values: drawn.map(({ y }) => y) },
        ...[0, 1, 2].map((at) => number(`part${at}`, ({ parts }) => parts[at] ?? 0)),
        number('total', ({ total }) => total),
      ];
      return dominantColumns({ columns }, 'y').some(
        ({ column: name, p, asked }) => name === 'total' && p < 0.01 / asked,
      );
    });
    assert.ok(told.length <= 3, told.join(', '));
  });

  it('is found in a number known only after the answer', () => {
    assert.deepEqual(clear(sampleWith(1, (answer, noise) => ({ duration: 2 * answer + noise() }))), [
      'duration',
    ]);
  });

  it('is found in a named value that gives the answer away, and called a copy', () => {
    const sample = sampleWith(2, (answer) => ({ outcome: answer ? 'signed' : 'refused' }));
    const [found] = dominantColumns(sample, 'y');
    assert.equal(found?.column, 'outcome');
    assert.equal(found.isCopy, true);
    assert.ok(found.auc > 0.999 && found.others < 0.9);
  });

  it('is not hidden by the same leak kept twice', () => {
    const sample = sampleWith(3, (answer, noise) => {
      const seconds = 100 * (3 * answer + noise() + 5);
      return { seconds, minutes: seconds / 60 };
    });
    assert.deepEqual(clear(sample).sort(), ['minutes', 'seconds']);
  });

  it('is not hidden by the reason that is kept beside the answer', () => {
    const sample = sampleWith(3, (answer, noise) => ({
      outcome: answer ? 'left' : 'stayed',
      reason: answer ? (noise() > 0 ? 'price' : 'moved') : 'none',
    }));
    assert.deepEqual(dominantColumns(sample, 'y').map(({ column: name, isCopy }) => [name, isCopy]), [
      ['outcome', true],
      ['reason', false],
    ]); // prettier-ignore
  });

  it('by numbers of which none occurs twice is no copy, whatever the target', () => {
    const sample = sampleWith(8, (answer, noise) => ({ score: 2 * answer + noise() }));
    const [found] = dominantColumns(sample, 'y');
    assert.deepEqual([found?.column, found?.isCopy], ['score', false]);
  });

  it('of a number by a named column is measured against that column', () => {
    const sample = sampleWith(9, (answer, noise) => ({
      score: 2 * answer + noise(),
      verdict: answer ? 'bad' : 'good',
    }));
    assert.deepEqual(clear(sample), ['verdict']);
  });

  it('is not seen where nothing leaks, whatever the seed', () => {
    for (let seed = 10; seed < 30; seed++)
      assert.deepEqual(clear(sampleWith(seed, () => ({}))), [], String(seed));
  });

  it('is hardly ever claimed of one of two equally good columns, though one of them is better learnt by luck', () => {
    const generator = seededRandom(78);
    let claimed = 0;
    for (let round = 0; round < 120; round++) {
      const answers = Array.from({ length: 300 }, () => Number(generator.uniform() < 0.3));
      const of = (name: string, kind: SampleColumn['kind'], value: (answer: number) => SampleValue) => ({ name, kind, values: answers.map(value) }); // prettier-ignore
      const good = ['a', 'b'].map((name) =>
        of(name, 'ordered', (answer) => generator.normal() + 1.4 * answer),
      );
      const noise = ['c', 'd'].map((name) => of(name, 'ordered', () => generator.normal()));
      const columns = [of('y', 'named', (answer) => (answer === 1 ? 'yes' : 'no')), ...good, ...noise];
      if (dominantColumns({ columns }, 'y').some(({ p, asked }) => p < 0.01 / asked)) claimed++;
    }
    // 1% are promised; with what the values say taken for known it were 8%.
    assert.ok(claimed <= 3, `${claimed} of 120`);
  });

  it('is not claimed for one of three measurements of one thing', () => {
    const sample = sampleWith(4, (answer, noise) => {
      const size = 2 * answer + noise() + 9;
      return { length: size, width: size * 1.01, weight: size ** 3 };
    });
    assert.deepEqual(clear(sample), []);
  });

  it('is not asked of targets with one answer, with a rare one, or with too many', () => {
    const { columns } = sampleWith(5, (answer) => ({ copy: answer }));
    const rest = columns.slice(1);
    const of = (value: (row: number) => SampleValue) =>
      dominantColumns({ columns: [column('y', 'named', value), ...rest] }, 'y');
    assert.deepEqual(
      of(() => 'a'),
      [],
    );
    assert.deepEqual(
      of((row) => (row < 5 ? 'a' : 'b')),
      [],
    );
    assert.deepEqual(
      of((row) => `v${row}`),
      [],
    );
    assert.deepEqual(dominantColumns({ columns: rest }, 'absent'), []);
  });

  it('of several classes and of numbers is found too', () => {
    const generator = seededRandom(6);
    const next = () => generator.uniform();
    const classes = Array.from({ length: rows }, () => Math.floor(next() * 3));
    const noise = Array.from({ length: 4 }, (_, at) => column(`n${at}`, 'ordered', () => next()));
    const leak = column('leak', 'ordered', (row) => (classes[row] ?? 0) + 0.3 * next());
    const asClasses = dominantColumns(
      { columns: [column('y', 'named', (row) => `c${classes[row]}`), leak, ...noise] },
      'y',
    );
    assert.deepEqual(
      asClasses.map(({ column: name, asks }) => [name, asks]),
      [['leak', 'classes']],
    );
    const price = leak.values.map((value) => Number(value) * 10 + next());
    const asNumbers = dominantColumns(
      { columns: [column('y', 'ordered', (row) => price[row] ?? null), leak, ...noise] },
      'y',
    );
    assert.deepEqual(
      asNumbers.map(({ column: name, asks }) => [name, asks]),
      [['leak', 'median']],
    );
  });
});

describe('evidence of values', () => {
  it('is learnt on other rows: values seen once tell nothing', () => {
    const generator = seededRandom(7);
    const next = () => generator.uniform();
    const answers = Uint8Array.from({ length: rows }, () => Number(next() < 0.3));
    const ids = encode(column('id', 'named', (row) => `r${row}`));
    assert.ok(logOdds(ids, answers).every((score) => score === 0));
    const auc = rocAuc(answers, logOdds(encode(column('x', 'ordered', () => next())), answers));
    assert.ok(Math.abs(auc - 0.5) < 0.05, String(auc));
  });

  it('takes a missing value as one that tells something', () => {
    const answers = Uint8Array.from({ length: rows }, (_, row) => Number(row % 3 === 0));
    const gone = encode(column('x', 'ordered', (row) => (row % 3 === 0 ? null : row)));
    assert.equal(rocAuc(answers, logOdds(gone, answers)), 1);
  });
});
