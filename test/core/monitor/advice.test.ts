// Whether an alert calls for retraining, and what is said to be done about it: by the policy, and by the labels that have come.
import assert from 'node:assert/strict';
import type { MonitorSettings } from '../../../src/core/manifest/manifest';
import { adviceOn, callsForRetraining, ignorable, type Known } from '../../../src/core/monitor/advice';
import type { Alert, AlertEvent, Window } from '../../../src/core/monitor/window';
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
/** Windows from these months on, each with its figure. */
const answered = (...months: readonly (readonly [from: string, value: number, isComplete?: boolean])[]) =>
  months.map(([from, value, isComplete = true]): Window => ({
    ...window, from: `${from}-01T00:00:00.000Z`, isComplete, performance: { ...interval(value), metric: 'roc_auc' },
  })); // prettier-ignore
const answering = answered(['2026-07', 0.749]);

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

  const policy = monitor({ when: ['drift'] });
  const judged: readonly (readonly [string, readonly Window[], boolean])[] = [
    ['it answers well again', answered(['2026-04', 0.598], ['2026-07', 0.749]), false],
    ['it no longer answers well', answered(['2026-04', 0.749], ['2026-07', 0.598]), true],
    ['they cannot tell, but those before them can', answered(['2026-04', 0.749], ['2026-07', 0.65]), false],
    ['not those of a window to which more may come, where it fell before', answered(['2026-04', 0.598], ['2026-07', 0.749, false]), true],
    ['not those of a window to which more may come, where it answered well before', answered(['2026-04', 0.749], ['2026-07', 0.598, false]), false],
  ]; // prettier-ignore
  for (const [name, windows, expected] of judged)
    it(`about drift by the newest labels: ${name}`, () => {
      for (const inOrder of [windows, [...windows].reverse()]) {
        const known = { name: 'local', windows: inOrder, monitor: policy };
        assert.equal(callsForRetraining(alerts.drift, known), expected);
        assert.equal(/answer(s|ed) well/.test(adviceOn(alerts.drift, known)), !expected);
      }
    });

  it('and is not said to answer well where the newest labels cannot tell', () => {
    const windows = answered(['2026-04', 0.749], ['2026-07', 0.65]);
    assert.match(
      adviceOn(alerts.drift, { name: 'local', windows, monitor: policy }),
      /^Look at the column; when it was last sure, it answered well: roc_auc 0\.749 .* Not sure since: roc_auc 0\.650 \(0\.630 to 0\.670\) in .* straddles the limit of 0\.65\./,
    );
  });

  it('not when it is over', () => {
    const end = resolved('performance');
    assert.ok(end.kind === 'resolved');
    assert.equal(callsForRetraining({ ...alerts.performance, resolved: end }, drifting), false);
  });

  it('and says so only then', () => {
    const told = (['none', { when: ['drift'] }, { when: undefined }] as const).map((policy) =>
      adviceOn(alerts.performance, {
        name: 'local',
        windows: [window],
        monitor: monitor(policy as 'none'),
      }),
    );
    assert.match(told[0] ?? '', /^Find out what changed; .* write "retrain:" under its monitor/);
    assert.match(told[1] ?? '', /^Find out what changed; .* add "performance" to retrain\.when/);
    assert.equal(told[2], 'Retrain it on newer data.');
  });
});

describe('columns that may differ', () => {
  const [month, other] = window.drift;
  assert.ok(month && other);
  const elsewhere = { ...window, key: 'later', drift: [month, { ...other, drifted: true }] };
  const written = { false_alarms: '1 per month' };
  const table: readonly (readonly [string, Known['windows'], NonNullable<Known['monitor']>, string])[] = [
    ['are named for a monitor that says nothing of drift', [window], {}, ' If the column may differ, add drift: {ignore: [month]} to monitors.local in lifecycle.yaml.'],
    ['are named for what it says', [window], { drift: written }, ' If the column may differ, add ignore: [month] to drift of monitors.local in lifecycle.yaml.'],
    ['are named for the list that is there', [window], { drift: { ...written, ignore: ['x'] } }, ' If the column may differ, add month to drift.ignore of monitors.local in lifecycle.yaml.'],
    ['are those of other windows too', [window, elsewhere], { drift: written }, ` If the columns may differ (${other.name} did in another window), add ignore: [month, ${other.name}] to drift of monitors.local in lifecycle.yaml.`],
    ['are told no more once they are left out', [window, elsewhere], { drift: { ...written, ignore: ['month'] } }, ''],
  ]; // prettier-ignore
  const alert = open(opened('drift'));
  for (const [name, windows, settings, expected] of table)
    it(name, () => {
      const known = { name: 'local', windows, monitor: settings };
      assert.equal(adviceOn(alert, known), `${alert.opened.next}${expected}`);
      assert.equal(ignorable(alert, known).length > 0, expected !== '');
      assert.deepEqual(ignorable(open(opened('performance')), known), []);
    });
});
