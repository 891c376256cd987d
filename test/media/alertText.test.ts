// What an alert says: one way of writing its time, how its version stands, and what to do.
import assert from 'node:assert/strict';
import { alertText } from '../../media/monitor/alertText';
import { standingOf, standingWords } from '../../media/monitor/standing';
import { mendKeys, unjoinedAlert } from '../../src/core/monitor/unjoined';
import type { AlertState } from '../../src/protocol/monitor';
import { window, type Figures } from './window';

const limit = { metric: 'roc_auc', min: 0.65 };
const good: Figures = { value: 0.749, low: 0.689, high: 0.8 };
const bad: Figures = { value: 0.596, low: 0.563, high: 0.628 };
const unclear: Figures = { value: 0.631, low: 0.588, high: 0.673 };

const span = { from: '2010-07-01', to: '2010-10-01' };
function opened(about: 'drift' | 'performance' | 'service', version = 3): AlertState['opened'] {
  return {
    schema: 1,
    kind: 'opened',
    alert: `${about}:x`,
    about,
    severity: 'warning',
    at: '2010-10-01T00:00:00.000Z',
    window: `2010-07-01T00:00:00.000Z@${version}`,
    version,
    message: 'As it was opened, in 2010-07-01 to 2010-10-01.',
    cause: [],
    next: 'As it was opened.',
  };
}
const resolved = (version: number): NonNullable<AlertState['resolved']> => ({
  schema: 1,
  kind: 'resolved',
  alert: 'x',
  at: '2010-10-15T00:00:00.000Z',
  window: `2010-07-01T00:00:00.000Z@${version}`,
  message: 'As it was resolved, in 2010-07-01 to 2010-10-01.',
});

describe('an alert about drift', () => {
  const next = (performance?: Figures) => {
    const windows = [window({ ...span, version: 3, ...(performance && { performance }) })];
    return alertText({ opened: opened('drift') }, { windows, limit }).next ?? '';
  };
  it('says when by the months', () => {
    const windows = [window({ ...span, version: 3 })];
    assert.equal(
      alertText({ opened: opened('drift') }, { windows, limit }).message,
      'Version 3 sees other data in Jul 2010 to Sep 2010 than it was trained on.',
    );
  });
  it('asks for the labels while none have come', () => {
    assert.match(next(), /once labels have come/);
  });
  it('does not ask to retrain a version whose labels have come and are above the limit', () => {
    assert.equal(
      next(good),
      'Labels have come, and the version is above the limit of 0.65: roc_auc 0.749 (0.689 to 0.800) in Jul 2010 to Sep 2010. Look at the columns; there is no need to retrain.',
    );
  });
  it('asks to retrain one that is below it', () => {
    assert.match(next(bad), /below the limit of 0\.65.* Retrain/);
  });
  it('says where labels cannot tell', () => {
    assert.match(next(unclear), /cannot tell the version from its limit: roc_auc 0\.631/);
  });
  it('is not judged by another version', () => {
    const windows = [window({ ...span, version: 3 }), window({ ...span, version: 1, performance: bad })];
    assert.match(
      alertText({ opened: opened('drift') }, { windows, limit }).next ?? '',
      /once labels have come/,
    );
  });
});

describe('an alert about performance', () => {
  const windows = [
    window({ ...span, version: 1, performance: bad }),
    window({ ...span, version: 3, performance: good }),
  ];
  it('says how the version stands to the limit', () => {
    assert.deepEqual(alertText({ opened: opened('performance', 1) }, { windows, limit }), {
      message:
        'Version 1 fell below the limit of 0.65: roc_auc 0.596 (0.563 to 0.628) in Jul 2010 to Sep 2010.',
      next: 'Retrain it on newer data.',
    });
  });
  it('reads as kept, not as missed, once it is resolved', () => {
    const state = { opened: opened('performance', 1), resolved: resolved(3) };
    assert.equal(
      alertText(state, { windows, limit }).end,
      'Version 3 is above the limit of 0.65 again: roc_auc 0.749 (0.689 to 0.800) in Jul 2010 to Sep 2010.',
    );
  });
  it('keeps the words it was opened with where its window is not known any more, or another limit holds', () => {
    const state = { opened: opened('performance', 1) };
    assert.equal(
      alertText(state, { windows: [], limit }).message,
      'As it was opened, in 2010-07-01 to 2010-10-01.',
    );
    assert.equal(
      alertText(state, { windows, limit: { metric: 'roc_auc', min: 0.5 } }).message,
      'As it was opened, in Jul 2010 to Sep 2010.',
    );
  });
});

describe('an alert about the service', () => {
  it('says what it was opened with', () => {
    assert.equal(alertText({ opened: opened('service') }, { windows: [], limit }).next, 'As it was opened.');
  });
});

describe('the standing to a limit', () => {
  const most = { metric: 'mae', max: 0.65 };
  for (const [figures, limited, words] of [
    [good, limit, 'above the limit'],
    [bad, limit, 'below the limit'],
    [unclear, limit, 'cannot be told from the limit'],
    [good, most, 'above the limit'],
    [bad, most, 'below the limit'],
  ] as const)
    it(`${figures.value} is ${words} where it is ${limited === most ? 'at most' : 'at least'} 0.65`, () => {
      const standing = standingOf(figures, limited);
      assert.equal(standing && standingWords(standing, limited), words);
      if (limited === most) assert.equal(standing, figures === good ? 'bad' : 'good');
    });
  it('is unknown without a limit', () => {
    assert.equal(standingOf(good, undefined), undefined);
  });

  it('says of labels that match no prediction what the monitor says', () => {
    const alert = unjoinedAlert(
      { labels: 300, key: 'id', labelKey: 'C-1', predictionKey: '1', isAnswered: false },
      { newest: window({ ...span, version: 3 }), asOf: '2010-10-01T00:00:00.000Z' },
    ) as AlertState['opened'];
    const { message, next } = alertText(
      { opened: alert },
      { windows: [window({ ...span, version: 3 })], limit },
    );
    assert.match(message, /^0 of 300 labels match a prediction: .*"C-1".*"1"/);
    assert.equal(next, mendKeys);
  });
});
