import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Outcome, RunEvent } from '../../../src/core/run/run';
import { foldRun, hasEnded } from '../../../src/core/run/state';
import { isRunId, runId } from '../../../src/core/run/id';

const at = '2026-11-24T22:33:14.000Z';
const process = { host: 'here', pid: 7, started: 'boot:ns:1' };
const outcome: Outcome = { kind: 'done', passed: true, summary: 'Trained.', document: null };
const started: RunEvent = { kind: 'started', at, process };
const finished: RunEvent = { kind: 'finished', at, outcome };
const failure: RunEvent = { kind: 'failed', at, error: { code: 'failed', message: 'No.' } };
const stopped: RunEvent = { kind: 'stopped', at, by: 'ana' };
const progress: RunEvent = { kind: 'progress', at, message: 'half', done: 1, total: 2 };
const metric = (name: string, value: number): RunEvent => ({ kind: 'metric', at, name, value });
const output = (path: string, digest: string): RunEvent => ({
  kind: 'output',
  at,
  file: { path, digest, bytes: 1 },
});
const alive = { isAlive: true, silentFor: 0 };

const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.constantFrom(started, progress, finished, failure, stopped),
  fc.record({ name: fc.constantFrom('a', 'b'), value: fc.integer() }).map((m) => metric(m.name, m.value)),
  fc.constantFrom('model.onnx', 'plot.png').map((path) => output(path, 'sha256:1')),
);

describe('the state of a run', () => {
  const cases: readonly [string, readonly RunEvent[], Parameters<typeof foldRun>[1], string][] = [
    ['starting before its first event', [], { silentFor: 0 }, 'starting'],
    ['running once it started', [started, progress], alive, 'running'],
    ['done when it finished', [started, finished], { ...alive, isAlive: false }, 'done'],
    [
      'skipped when nothing had changed',
      [started, { ...finished, outcome: { ...outcome, kind: 'skipped' } }],
      alive,
      'skipped',
    ],
    ['failed', [started, failure], alive, 'failed'],
    ['stopped', [started, stopped], alive, 'stopped'],
    ['lost when its process died', [started], { isAlive: false, silentFor: 0 }, 'lost'],
    ['lost when its runner died before its first event', [], { isAlive: false, silentFor: 0 }, 'lost'],
    [
      'running when its process lives but is too busy to beat',
      [started],
      { isAlive: true, silentFor: 1e9 },
      'running',
    ],
    ['running on a host heard of five minutes ago', [started], { silentFor: 300_000 }, 'running'],
    ['lost on a host not heard of for longer', [started], { silentFor: 300_001 }, 'lost'],
    ['starting for a minute without a sign', [], { silentFor: 60_000 }, 'starting'],
    ['lost when its runner did not come in a minute', [], { silentFor: 60_001 }, 'lost'],
    ['done even when later lines say otherwise', [started, finished, failure, stopped], alive, 'done'],
  ];
  for (const [name, events, life, expected] of cases)
    it(`is ${name}`, () => assert.equal(foldRun(events, life).status, expected));

  it('holds the last value of each metric, each output once, and the last progress', () => {
    const events = [started, metric('auc', 0.6), progress, metric('auc', 0.7), metric('loss', 0.3)];
    const state = foldRun([...events, output('m', 'sha256:1'), output('m', 'sha256:2')], alive);
    assert.deepEqual(state.metrics, { auc: 0.7, loss: 0.3 });
    assert.deepEqual(state.outputs, [{ path: 'm', digest: 'sha256:2', bytes: 1 }]);
    assert.equal(state.progress, progress);
  });

  it('keeps what it warned of, which ends nothing', () => {
    const warning: RunEvent = { kind: 'warning', at, message: 'Metric "loss" was NaN.' };
    const { status, warnings } = foldRun([started, warning, finished], alive);
    assert.deepEqual([status, warnings], ['done', ['Metric "loss" was NaN.']]);
  });

  it('never leaves its end, whatever is appended and whatever becomes of the process', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), fc.array(anyEvent), fc.boolean(), (before, after, isAlive) => {
        const ended = foldRun([...before, finished], alive);
        assert.deepEqual(foldRun([...before, finished, ...after], { isAlive, silentFor: 1e9 }), ended);
      }),
    );
  });

  it('is lost exactly when it has no end and its process is gone', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const isLost = foldRun(events, { isAlive: false, silentFor: 0 }).status === 'lost';
        assert.equal(isLost, !hasEnded(foldRun(events, alive).status));
      }),
    );
  });
});

describe('the id of a run', () => {
  it('sorts by time and is told from other names', () => {
    const ids = ['2026-11-24T22:33:14.123Z', '2026-11-24T22:33:15.000Z', '2027-01-01T00:00:00.000Z'].map(
      (time) => runId(time, 'k3f9a2'),
    );
    assert.equal(ids[0], '20261124T223314-k3f9a2');
    assert.deepEqual([...ids].sort(), ids);
    assert(ids.every(isRunId));
    for (const other of ['', '..', 'k3f9a2', '20261124T223314-../x', '20261124T223314-k3f9a2/..'])
      assert(!isRunId(other), other);
  });
});
