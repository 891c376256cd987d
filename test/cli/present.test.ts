import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { presenter } from '../../src/cli/present';
import { progressOn, type ProgressStream } from '../../src/cli/progress';
import { failed } from '../../src/core/errors';
import type { Outcome, StageName } from '../../src/core/run/run';

const outcome: Outcome = {
  kind: 'done',
  passed: true,
  summary: 'Trained uptake in 3.2 s.',
  figure: 'roc_auc 0.7',
  where: '.lifecycle/runs/1',
  document: null,
};

describe('an outcome on the command line', () => {
  const show = (stage: StageName, shown: Outcome) => presenter(false).outcome(stage, shown);

  it('is one line: symbol, stage, sentence, figure, place', () => {
    assert.equal(
      show('train', outcome),
      '✓ train    Trained uptake in 3.2 s.  roc_auc 0.7  .lifecycle/runs/1',
    );
  });

  it('shows what was skipped and what says no by its symbol', () => {
    assert.match(show('train', { ...outcome, kind: 'skipped' }), /^– train/);
    assert.match(show('check', { ...outcome, passed: false }), /^✗ check/);
  });

  it('puts reasons on lines of their own, below figure and place', () => {
    const text = show('promote', { ...outcome, passed: false, summary: 'Refused.\n  ✗ The goal is missed.' });
    assert.equal(text, '✗ promote  Refused.  roc_auc 0.7  .lifecycle/runs/1\n  ✗ The goal is missed.');
  });

  it('has colours only where they are wanted', () => {
    assert(!show('train', outcome).includes('\u001b'));
    assert(presenter(true).outcome('train', outcome).includes('\u001b'));
  });
});

describe('a run on the command line', () => {
  it('says by its symbol what came of it, a refusal too', () => {
    const show = (passed: boolean, kind: Outcome['kind'] = 'done') =>
      presenter(false).run({
        folder: '',
        record: { schema: 1, id: 'a-run', stage: 'promote', request: {}, at: '2026-11-20T08:00:00.000Z' },
        state: {
          status: 'done',
          outcome: { ...outcome, passed, kind },
          metrics: {},
          outputs: [],
          warnings: [],
        } as unknown as Parameters<ReturnType<typeof presenter>['run']>[0]['state'],
      });
    assert.deepEqual(
      [show(true), show(false), show(true, 'skipped')].map((line) => line.charAt(0)),
      ['✓', '✗', '–'],
    );
  });
});

describe('an error on the command line', () => {
  it('is its message, its problems at their places, and what to do', () => {
    const error = failed('It has to be mended.', {
      hint: 'Do this.\nThen that.',
      problems: [
        { severity: 'error', file: 'a.yaml', line: 3, column: 1, message: 'Wrong.', hint: 'Write b.' },
      ],
    });
    assert.equal(
      presenter(false).error(error),
      '✗ It has to be mended.\n  a.yaml:3:1: Wrong. Write b.\n  Do this.\n  Then that.',
    );
  });
});

describe('an error says nothing twice', () => {
  const torn = {
    severity: 'error',
    file: 'a.csv',
    line: 3,
    message: 'It is torn.',
    hint: 'Mend it.',
  } as const;
  for (const [what, message, details, lines] of [
    [
      'its only problem',
      'a.csv, line 3: It is torn.',
      { hint: 'Mend it.', problems: [torn] },
      ['✗ a.csv, line 3: It is torn.', '  Mend it.'],
    ],
    [
      'the first of several problems, and the hint that all have',
      'a.csv, line 3: It is torn.',
      { hint: 'Mend it.', problems: [torn, { ...torn, line: 5, message: 'It is empty.' }] },
      ['✗ a.csv, line 3: It is torn.', '  a.csv:5: It is empty.', '  Mend it.'],
    ],
    [
      'a hint that several problems carry and the error does not',
      'It has to be mended.',
      { problems: [torn, { ...torn, line: 5, message: 'It is empty.' }] },
      ['✗ It has to be mended.', '  a.csv:3: It is torn.', '  a.csv:5: It is empty.', '  Mend it.'],
    ],
    [
      'hints of their own, which stay beside their problems',
      'It has to be mended.',
      { hint: 'Look.', problems: [torn, { ...torn, line: 5, message: 'It is empty.', hint: 'Fill it.' }] },
      [
        '✗ It has to be mended.',
        '  a.csv:3: It is torn. Mend it.',
        '  a.csv:5: It is empty. Fill it.',
        '  Look.',
      ],
    ],
  ] as const)
    it(what, () => {
      assert.deepEqual(presenter(false).error(failed(message, details)).split('\n'), lines);
    });
});

describe('progress', () => {
  const written = async (isTTY: boolean): Promise<string> => {
    let text = '';
    const stream: PassThrough & { isTTY?: boolean; columns?: number } = new PassThrough();
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    Object.assign(stream, {
      isTTY,
      columns: 60,
      cursorTo: () => true,
      clearLine: () => true,
      moveCursor: () => true,
    });
    const progress = progressOn(stream as ProgressStream);
    progress.show('tune', { message: 'c=1', done: 1, total: 4, unit: 'trials' });
    progress.show('tune', { message: 'c=1', done: 2, total: 4, unit: 'trials' });
    progress.show(undefined, { message: 'collect: 4 of 8', done: 2_500_000, unit: 'bytes' });
    progress.end();
    await new Promise((resolve) => stream.end(resolve));
    return text;
  };

  it('is a line when the message changes, where there is no terminal', async () => {
    assert.equal(await written(false), 'tune: c=1 1 of 4 trials\ncollect: 4 of 8 2.5 MB\n');
  });

  it('is a bar on a terminal', async () => {
    assert.match(await written(true), /█{5}░{15} tune: c=1 1 of 4 trials/);
  });
});
