// Whether an alert calls for retraining, and what is said to be done about it: by the policy, and by the labels that have come.
import assert from 'node:assert/strict';
import type { MonitorSettings } from '../../../src/core/manifest/manifest';
import { adviceOn, callsForRetraining } from '../../../src/core/monitor/advice';
import type { Alert, AlertEvent } from '../../../src/core/monitor/window';
import { interval, opened, resolved, unjoined, window } from '../catalog/story';

type When = NonNullable<MonitorSettings['retrain']>['when'];

const monitor = (policy: 'none' | { readonly when: When }) => {
  const spans = { data: { last: '6 months' }, compare: { last: '3 months' }, then: 'challenger' };
  const retrain = policy === 'none' ? undefined : { ...spans, when: policy.when };
  return { performance: { metric: 'roc_auc' as const, min: 0.65 }, retrain };
};
const open = (event: AlertEvent): Alert => {
  assert.ok(event.kind === 'opened');
  return { opened: event };
};
const answering = [{ ...window, performance: { ...interval(0.749), metric: 'roc_auc' } }];

describe('an alert calls for retraining', () => {
  const alerts = {
    performance: open(opened('performance')),
    drift: open(opened('drift')),
    labels: open(unjoined),
  };
  const table: readonly (readonly [string, Parameters<typeof monitor>[0], readonly (keyof typeof alerts)[]])[] = [
    ['about nothing without a policy', 'none', []],
    ['about performance where the policy does not say', { when: undefined }, ['performance']],
    ['about performance', { when: ['performance'] }, ['performance']],
    ['about drift', { when: ['drift'] }, ['drift']],
    ['about both', { when: ['drift', 'performance'] }, ['performance', 'drift']],
    ['about nothing where the policy names none', { when: [] }, []],
  ]; // prettier-ignore
  for (const [name, policy, expected] of table)
    it(name, () => {
      const calling = Object.entries(alerts).filter(([, alert]) =>
        callsForRetraining(alert, { windows: [window], monitor: monitor(policy) }),
      );
      assert.deepEqual(
        calling.map(([about]) => about),
        expected,
      );
    });

  const drifting = { windows: answering, monitor: monitor({ when: ['drift', 'performance'] }) };
  it('not about drift that did no harm so far', () =>
    assert.equal(callsForRetraining(alerts.drift, drifting), false));

  it('not when it is over', () => {
    const end = resolved('performance');
    assert.ok(end.kind === 'resolved');
    assert.equal(callsForRetraining({ ...alerts.performance, resolved: end }, drifting), false);
  });

  it('and says so only then', () => {
    const told = (['none', { when: ['drift'] }, { when: undefined }] as const).map((policy) =>
      adviceOn(alerts.performance, { windows: [window], monitor: monitor(policy as 'none') }),
    );
    assert.match(told[0] ?? '', /^Find out what changed; .* write "retrain:" under its monitor/);
    assert.match(told[1] ?? '', /^Find out what changed; .* add "performance" to retrain\.when/);
    assert.equal(told[2], 'Retrain it on newer data.');
  });
});
