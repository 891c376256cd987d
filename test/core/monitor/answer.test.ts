// What an open alert calls for by the versions that were made since, and what the monitor panel makes of it.
import assert from 'node:assert/strict';
import type { MonitorSettings } from '../../../src/core/manifest/manifest';
import { answerText, answerTo, type Standing } from '../../../src/core/monitor/answer';
import { mendKeys } from '../../../src/core/monitor/unjoined';
import type { Alert, Window } from '../../../src/core/monitor/window';
import { compareText } from '../../../src/core/order';
import { asKnownNow } from '../../../src/vscode/panels/alertState';
import {
  interval,
  ofSecond,
  opened,
  promoted,
  refused,
  registry,
  resolved,
  retrained,
  version,
  window,
} from '../catalog/story';

const alertOf = (...events: readonly ReturnType<typeof opened>[]): Alert => {
  const [first, second] = events;
  assert.ok(first?.kind === 'opened');
  return { opened: first, ...(second?.kind === 'resolved' ? { resolved: second } : {}) };
};
const fall = alertOf(opened('performance'));
const fallOfSecond: Alert = { opened: { ...fall.opened, version: 2 } };
const monitor: MonitorSettings = {
  window: '3 months',
  reference: 'train',
  performance: { metric: 'roc_auc', min: 0.65 },
  retrain: { data: { last: '6 months' }, compare: { last: '3 months' }, then: 'challenger' },
};
const standing = (parts: Partial<Standing> = {}): Standing => ({
  name: 'local',
  windows: [{ ...window, judgedAt: '2026-11-22T00:00:00.000Z' }],
  monitor,
  registry: registry([version(1)], [promoted(1)]),
  wanted: 1,
  ...parts,
});
const [refusedSince, asideSince] = [
  registry([version(1), retrained(2)], [promoted(1), refused(2, 'goal', 'Missed.')]),
  registry([version(1), retrained(2)], [promoted(2), promoted(1, '2026-11-22T12:00:00.000Z')]),
];
const withLabels = [{ ...window, judgedAt: '2026-11-23T00:00:00.000Z' }];
const noLabels: Alert = { opened: { ...fall.opened, about: 'labels', next: mendKeys } };
/** Version 2 answers, and a window of it was judged. */
const tookOver = (parts: Partial<Window> = {}): Standing => {
  const second = { ...ofSecond, ...parts };
  const windows = [window, second].sort((a, b) => compareText(a.from, b.from));
  return standing({ registry: asideSince, wanted: 2, answering: 2, windows });
};
/** Rows that version 1 answered before, with a time that is too late. */
const withStray = (known: Standing): Standing => ({
  ...known,
  windows: [...known.windows, { ...window, key: '2027-01-01@1', from: '2027-01-01', to: '2027-04-01' }],
});

describe('an open alert calls for', () => {
  const table: readonly (readonly [string, Standing, Alert, 'retrain' | 'look' | 'watch', string])[] = [
    ['retraining', standing(), fall, 'retrain', 'Retrain it on newer data.'],
    ['a look without a monitor', standing({ monitor: undefined }), fall, 'look', 'Find out what changed; to retrain it on newer data, write "retrain:" under its monitor in lifecycle.yaml.'],
    ['a look at drift that the policy does not name', standing({ windows: [] }), alertOf(opened('drift')), 'look', 'Retrain it on newer data. If the column may differ, add drift: {ignore: [month]} to monitors.local in lifecycle.yaml.'],
    ['a look where retraining would give the same', standing({ registry: refusedSince }), fall, 'look', 'Version 2, made since, did not take its place. No labels have been judged since: judge those that came (lifecycle monitor local), wait for more, or improve the model.'],
    ['a look where windows without labels were judged since', standing({ registry: refusedSince, windows: withLabels.map((one) => ({ ...one, labelled: 0 })) }), fall, 'look', 'Version 2, made since, did not take its place. No labels have been judged since: judge those that came (lifecycle monitor local), wait for more, or improve the model.'],
    ['retraining again once labels have come', standing({ registry: refusedSince, windows: withLabels }), fall, 'retrain', 'Version 2, made since, did not take its place. Retrain it on newer data.'],
    ['retraining where what was made since was set aside', standing({ registry: asideSince, windows: withLabels }), fall, 'retrain', 'Version 2, made since, was promoted once and does not answer now. Retrain it on newer data.'],
    ['retraining where what was made since is retired', standing({ registry: { ...refusedSince, retired: [2] } }), fall, 'retrain', 'Retrain it on newer data.'],
    ['watching the version that took over', standing({ registry: asideSince, wanted: 2, answering: 2 }), fall, 'watch', 'Version 2 took its place since; this alert ends with the first window of its own answers.'],
    ['waiting for the version that is to take over', standing({ registry: asideSince, wanted: 2, answering: 1 }), fall, 'watch', 'Version 2 is to take its place but does not answer yet; this alert ends with the first window of its own answers.'],
    ['waiting for it where nothing answers', standing({ registry: asideSince, wanted: 2 }), fall, 'watch', 'Version 2 is to take its place but does not answer yet; this alert ends with the first window of its own answers.'],
    ['watching it in a past whose servers nobody knows', standing({ registry: asideSince, wanted: 2, isPast: true }), fall, 'watch', 'Version 2 took its place since; this alert ends with the first window of its own answers.'],
    ['watching the version that was returned to', standing({ registry: asideSince, answering: 1 }), fallOfSecond, 'watch', 'Version 1 took its place since; this alert ends with the first window of its own answers.'],
    ['watching it while its first window is not complete', tookOver({ isComplete: false }), fall, 'watch', 'Version 2 took its place since; this alert ends with the first window of its own answers, and none is complete yet.'],
    ['watching it where its figure tells neither', tookOver(), fall, 'watch', 'Version 2 took its place since, but roc_auc 0.660 (0.640 to 0.680) in Oct 2026 straddles the limit of 0.65; this alert ends with the first window of its own answers that does not.'],
    ['watching it where too few labels have come', tookOver({ performance: { ...interval(0.6), metric: 'roc_auc', tooFew: '9 rows' } }), fall, 'watch', 'Version 2 took its place since; this alert ends with the first window of its own answers that has labels enough to be judged by. Judge labels that have come since (lifecycle monitor local), or wait for more.'],
    ['watching it where its figure lies on one side by now', tookOver({ performance: { ...interval(0.8), metric: 'roc_auc' } }), fall, 'watch', 'Version 2 took its place since; this alert ends with the first window of its own answers.'],
    ['watching it where only what it answered before was judged', tookOver({ from: '2026-04-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' }), fall, 'watch', 'Version 2 took its place since; this alert ends with the first window of its own answers.'],
    ['watching it though a stray window of the other lies later', withStray(tookOver()), fall, 'watch', 'Version 2 took its place since, but roc_auc 0.660 (0.640 to 0.680) in Oct 2026 straddles the limit of 0.65; this alert ends with the first window of its own answers that does not.'],
    ['a look at labels that match nothing, whatever answers', standing({ registry: asideSince, wanted: 2, answering: 2 }), noLabels, 'look', mendKeys],
    ['a look in a past without its version', standing({ registry: registry([], []), isPast: true }), fall, 'look', 'Version 1 was registered after the time asked for, so nothing can be made of it then.'],
    ['a look in a past without its version where another answered', standing({ isPast: true }), fallOfSecond, 'look', 'Version 2 was registered after the time asked for, so nothing can be made of it then.'],
  ]; // prettier-ignore
  for (const [name, known, alert, kind, text] of table)
    it(`${name}, in the panel too`, () => {
      const answer = answerTo(alert, known);
      assert.deepEqual([answer.kind, answerText(answer)], [kind, text]);
      const shown = asKnownNow(alert, known);
      assert.deepEqual([shown.action, shown.opened.next], [kind === 'retrain' ? kind : undefined, text]);
      assert.equal(shown.isWatched === true, kind === 'watch');
    });

  it('nothing once it has ended: it says what it said', () => {
    const ended = alertOf(opened('performance'), resolved('performance'));
    assert.equal(asKnownNow(ended, standing()), ended);
  });
});
