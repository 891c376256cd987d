import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alertEvents as eventsOf, foldAlerts, type AlertRules } from '../../../src/core/monitor/alerts';
import { newEvents } from '../../../src/core/monitor/newEvents';
import type { AlertEvent, Window } from '../../../src/core/monitor/window';
import type { ColumnDrift } from '../../../src/core/drift/columnDrift';
import { compareText } from '../../../src/core/order';
import { quarter } from './quarter';

const withTooFew = (window: Window): Window =>
  window.performance
    ? { ...window, performance: { ...window.performance, tooFew: 'one class has under 10 rows' } }
    : window;
const drifted = (name: string, psi: number): ColumnDrift => ({
  name,
  kind: 'categorical',
  measures: { psi: { value: psi } },
  p: 0,
  q: 0,
  drifted: true,
  missing: { reference: 0, current: 0 },
});
const rules = { model: 'uptake', performance: { metric: 'roc_auc', min: 0.65 } };
/** Unless told, versions answered last in the order in which their windows begin. */
const alertEvents = (
  windows: readonly Window[],
  given: Omit<AlertRules, 'answers'> & {
    readonly answered?: readonly number[];
    readonly first?: ReadonlyMap<string, string>;
  },
) => {
  const begun = [...windows].sort((a, b) => compareText(a.from, b.from) || a.version - b.version);
  const answered = [...new Set(begun.map(({ version }) => version).reverse())].reverse();
  const { answered: versions = answered, first = new Map<string, string>(), ...more } = given;
  const last = new Map(versions.map((version, place) => [version, answeredOn(place)]));
  return eventsOf(windows, { answers: { last, first }, ...more });
};
const answeredOn = (place: number) => `2010-06-${String(10 + place)}`;
const isLogged = () => true;
const [july, october, january, april] = ['2009-07-01', '2009-10-01', '2010-01-01', '2010-04-01'] as const;

describe('alerts', () => {
  it('say of a fall that no column explains what does', () => {
    const [event] = alertEvents([quarter(july, october, { auc: [0.56, 0.598, 0.63], cause: [], causeTold: 'No column explains it as a whole; values of one may have changed places.' })], rules); // prettier-ignore
    assert.match(
      event?.message ?? '',
      /in Jul 2009 to Sep 2009\. No column explains it as a whole; values of one may have changed places\.$/,
    );
  });

  it('say of a fall which columns explain it, the strongest first, and what limits that', () => {
    const [event] = alertEvents([quarter(july, october, { auc: [0.56, 0.598, 0.63], cause: ['month', 'housing', 'job', 'age', 'loan'], causeTold: 'Of columns that go together, one alone may have changed.' })], rules); // prettier-ignore
    assert.match(
      event?.message ?? '',
      /in Jul 2009 to Sep 2009\. Lost worth: month, housing, job, age and 1 more\. Of columns that go together, one alone may have changed\.$/,
    );
  });

  it('open when the interval lies below the limit and resolve when it lies above', () => {
    const windows = [
      quarter(july, october, { auc: [0.56, 0.598, 0.63], cause: ['month'] }),
      quarter(october, january, { auc: [0.47, 0.515, 0.56] }),
      quarter(january, april, { auc: [0.7, 0.766, 0.82], version: 3 }),
    ];
    const events = alertEvents(windows, rules);
    assert.deepEqual(events.map(({ kind, alert, at }) => [kind, alert, at]), [
      ['opened', 'performance:2009-07-01@1', october],
      ['resolved', 'performance:2009-07-01@1', april],
    ]); // prettier-ignore
    const [alert] = foldAlerts(events);
    assert.deepEqual(alert?.opened.cause, ['month']);
    assert.match(
      alert?.opened.message ?? '',
      /^uptake@1 fell below the limit of 0\.65: roc_auc 0\.598 \(0\.560 to 0\.630\) in Jul 2009 to Sep 2009\. Lost worth: month\.$/,
    );
    assert.match(
      alert?.resolved?.message ?? '',
      /^uptake@3: roc_auc 0\.766 .* in Jan 2010 to Mar 2010, above the limit of 0\.65 again\.$/,
    );
  });

  it('are neither opened nor resolved by a figure of too few labels', () => {
    const few = (window: Window): Window =>
      window.performance
        ? { ...window, performance: { ...window.performance, tooFew: 'fewer than ten of a class' } }
        : window;
    assert.deepEqual(alertEvents([few(quarter(july, october, { auc: [0.4, 0.5, 0.6] }))], rules), []);
    const events = alertEvents(
      [
        quarter(july, october, { auc: [0.4, 0.5, 0.6] }),
        few(quarter(october, january, { auc: [0.7, 0.8, 0.9] })),
      ],
      rules,
    );
    assert.equal(foldAlerts(events)[0]?.resolved, undefined);
  });

  const silent: [string, Window][] = [
    ['an interval that holds the limit', quarter(july, october, { auc: [0.6, 0.64, 0.68] })],
    ['a window that is not complete', quarter(july, october, { auc: [0.4, 0.5, 0.6], isComplete: false })],
    ['a window without labels', quarter(july, october, {})],
    ['a figure of too few rows', withTooFew(quarter(july, october, { auc: [0.4, 0.5, 0.6] }))],
  ];
  for (const [what, window] of silent)
    it(`are not opened by ${what}`, () => assert.deepEqual(alertEvents([window], rules), []));

  it('stay open while an interval holds the limit', () => {
    const windows = [
      quarter(july, october, { auc: [0.5, 0.6, 0.64] }),
      quarter(october, january, { auc: [0.6, 0.66, 0.7] }),
    ];
    assert.equal(foldAlerts(alertEvents(windows, rules))[0]?.resolved, undefined);
  });

  it('name the columns that drifted, the strongest first', () => {
    const [event] = alertEvents(
      [quarter(july, october, { hasDrifted: true, drift: [drifted('job', 0.2), drifted('contact', 0.9)] })],
      rules,
    );
    assert.ok(event?.kind === 'opened');
    assert.deepEqual(event.cause, ['contact', 'job']);
    assert.equal(event.severity, 'warning');
  });

  it('open for drift when all rows have come, though labels are still waited for', () => {
    const window = quarter(july, october, {
      auc: [0.5, 0.55, 0.6],
      hasDrifted: true,
      drift: [drifted('contact', 0.9)],
      isComplete: false,
      hasAllRows: true,
    });
    assert.deepEqual(
      alertEvents([window], rules).map(({ kind, alert }) => [kind, alert]),
      [['opened', 'drift:2009-07-01@1']],
    );
  });

  it('tell the drift of a new version as its own', () => {
    const windows = [
      quarter(july, october, { hasDrifted: true, drift: [drifted('month', 0.9)] }),
      quarter(october, january, { hasDrifted: true, drift: [drifted('month', 0.9)] }),
      quarter(january, april, { hasDrifted: true, drift: [drifted('job', 0.3)], version: 3 }),
    ];
    const events = alertEvents(windows, rules);
    assert.deepEqual(
      events.map(({ kind, alert, window }) => [kind, alert, window]),
      [
        ['opened', 'drift:2009-07-01@1', '2009-07-01@1'],
        ['resolved', 'drift:2009-07-01@1', '2010-01-01@3'],
        ['opened', 'drift:2010-01-01@3', '2010-01-01@3'],
      ],
    );
    assert.deepEqual(foldAlerts(events)[0]?.opened.cause, ['job']);
  });

  const fallen = quarter(july, october, { auc: [0.56, 0.598, 0.63] });
  const told = (events: readonly AlertEvent[]) => events.map(({ kind, alert }) => [kind, alert]);

  it('about performance end where another version falls below the limit too, which is told as its own', () => {
    const next = quarter(october, january, { auc: [0.5, 0.55, 0.6], version: 2 });
    const events = alertEvents([fallen, next], rules);
    assert.deepEqual(told(events), [
      ['opened', 'performance:2009-07-01@1'],
      ['resolved', 'performance:2009-07-01@1'],
      ['opened', 'performance:2009-10-01@2'],
    ]);
    assert.match(events[1]?.message ?? '', /^Version 1 no longer answers; version 2 is judged/);
  });

  const undecided = { auc: [0.6, 0.66, 0.7] as [number, number, number] };
  const kept = { auc: [0.7, 0.75, 0.8] as [number, number, number], version: 2 };
  for (const [title, later] of [
    ['cannot be told from the limit', [quarter(october, january, { ...undecided, version: 2 })]],
    ['has too few rows', [withTooFew(quarter(october, january, kept))]],
    ['has no labels', [quarter(october, january, { version: 2 })]],
    [
      'answers well for a while and is rolled back',
      [quarter(october, january, kept), quarter(january, april, undecided)],
    ],
    [
      'is rolled back just now',
      [quarter(october, january, kept), quarter(january, april, { isComplete: false })],
    ],
    [
      'answers a few rows of the same window and is rolled back',
      [withTooFew(quarter(july, october, kept)), quarter(october, january, undecided)],
    ],
  ] as const)
    // prettier-ignore
    it(`about performance stay open where another version ${title}`, () => {
      assert.deepEqual(told(alertEvents([fallen, ...later], rules)), [
        ['opened', 'performance:2009-07-01@1'],
      ]);
    });

  it('about performance open again where the version that ended them is rolled back', () => {
    const ended = alertEvents([fallen, quarter(october, january, kept)], rules);
    assert.equal(ended.at(-1)?.kind, 'resolved');
    const back = alertEvents(
      [fallen, quarter(october, january, kept), quarter(january, april, undecided)],
      rules,
    );
    assert.deepEqual(told(newEvents(ended, back, { asOf: april, isLogged })), [
      ['opened', 'performance:2009-07-01@1'],
    ]);
  });

  it('of a version that still answers are ended by no window of another, and of one that does not by none before its own', () => {
    const figures = [[0.5, 0.55, 0.6], [0.6, 0.66, 0.7], [0.7, 0.75, 0.8]] as [number, number, number][]; // prettier-ignore
    const answers = fc.array(fc.tuple(fc.nat(3), fc.constantFrom(1, 2, 3), fc.constantFrom(...figures), fc.boolean()), { minLength: 2 }); // prettier-ignore
    const orders = fc.shuffledSubarray([1, 2, 3], { minLength: 3 });
    const starts = [july, october, january, april];
    fc.assert(
      fc.property(answers, orders, (drawn, answered) => {
        const windows = drawn.map(([place, version, auc, hasDrifted]) =>
          quarter(starts[place] ?? july, starts[place + 1] ?? '2010-07-01', { auc, version, hasDrifted }),
        );
        const unique = [...new Map(windows.map((window) => [window.key, window])).values()];
        for (const event of alertEvents(unique, { ...rules, answered })) {
          if (event.kind !== 'resolved') continue;
          const [from, own] = event.alert.slice(event.alert.indexOf(':') + 1).split('@');
          const [until, by] = event.window.split('@');
          assert.ok((from ?? '') <= (until ?? ''), JSON.stringify(event));
          if (own !== by)
            assert.ok(answered.indexOf(Number(own)) < answered.indexOf(Number(by)), JSON.stringify(event));
        }
      }),
    );
  });

  const stray = quarter('2026-10-01', '2027-01-01', { rows: 2, isComplete: false });
  it('end though a stray window of the version that answers no more lies later', () => {
    const events = alertEvents([fallen, quarter(october, january, kept), stray], {
      ...rules,
      answered: [1, 2],
    });
    assert.deepEqual(told(events), [['opened', 'performance:2009-07-01@1'], ['resolved', 'performance:2009-07-01@1']]); // prettier-ignore
  });

  it('stay open where the other version answered only earlier rows, however long its window', () => {
    const before = quarter('2009-01-01', july, kept);
    assert.deepEqual(told(alertEvents([before, fallen], { ...rules, answered: [1, 2] })), [['opened', 'performance:2009-07-01@1']]); // prettier-ignore
    const ofRows = quarter('2009-01-01', october, { ...kept, key: '2009-01-01#0@2' });
    assert.equal(alertEvents([ofRows, { ...fallen, to: '2009-09-01' }], { ...rules, answered: [1, 2] }).at(-1)?.kind, 'resolved'); // prettier-ignore
  });

  it('of two versions that answer in turns go by the one that answers now, and end after they began', () => {
    const windows = [fallen, quarter(october, january, kept), quarter(january, april, undecided)];
    const byTurns = (answered: readonly number[]) => alertEvents(windows, { ...rules, answered });
    let known: readonly AlertEvent[] = [];
    const turns = [
      [1, 2],
      [2, 1],
      [1, 2],
    ].map((answered, turn) => {
      const events = newEvents(known, byTurns(answered), { asOf: `2010-0${5 + turn}-01`, isLogged });
      known = [...known, ...events];
      return events.map(({ kind, at }) => `${kind} ${at}`);
    });
    assert.deepEqual(turns, [[`opened ${october}`, `resolved ${january}`], ['opened 2010-06-01'], ['resolved 2010-06-01']]); // prettier-ignore
  });

  const early = { ...fallen, key: '2009-04-01@1', from: '2009-04-01', to: july };
  const good = quarter(july, october, kept);
  const [again, worse] = [october, january].map((from, place) =>
    quarter(from, [january, april][place] ?? april, { auc: [0.5, 0.55, 0.6] }),
  ) as [Window, Window];
  const next = quarter(april, '2010-07-01', kept);
  const badStray = { ...stray, ...quarter('2026-10-01', '2027-01-01', { auc: [0.5, 0.55, 0.6] }) };
  const undecidedNow = quarter(january, april, undecided);
  const since = new Map([[good.key, answeredOn(1)]]);
  for (const [title, windows, given, by] of [
    [
      'in turns, by no window from before the last bad one',
      [early, good, again, worse],
      { answered: [1, 2] },
      undefined,
    ],
    [
      'in turns, by the first after the last bad one',
      [early, good, again, worse, next],
      { answered: [1, 2] },
      next.key,
    ],
    [
      'in turns, by none whose first answer is older',
      [early, good, again],
      { answered: [1, 2], first: new Map([[good.key, '2010-06-01']]) },
      undefined,
    ],
    [
      'by what was all answered since, though a bad stray window lies later',
      [early, good, badStray],
      { answered: [1, 2], first: since },
      good.key,
    ],
    ['by what followed, where the log holds nothing of both', [early, good], { answered: [] }, good.key],
    [
      'by what followed, where the log holds only the newest version',
      [early, good, quarter(october, january, { version: 3 })],
      { answered: [3] },
      good.key,
    ],
    [
      'by what followed, where the log holds only a version between',
      [early, { ...good, version: 3 }, quarter('2009-01-01', '2009-04-01', { version: 2 })],
      { answered: [2] },
      good.key,
    ],
    [
      'by none of a version rolled back from, where the log holds nothing of both',
      [early, good, undecidedNow],
      { answered: [] },
      undefined,
    ],
    [
      'by none of a version rolled back from',
      [early, good, undecidedNow],
      { answered: [2, 1], first: since },
      undefined,
    ],
  ] as const)
    // prettier-ignore
    it(`end ${title}`, () => {
      const [alert] = foldAlerts(alertEvents(windows, { ...rules, ...given })).filter(({ opened }) => opened.alert === `performance:${early.key}`);
      assert.ok(alert);
      assert.equal(alert.resolved?.window, by);
    });

  it('about drift resolve with a window of the same version that has none', () => {
    const windows = [
      quarter(july, october, { hasDrifted: true, drift: [drifted('month', 0.9)] }),
      quarter(october, january, {}),
    ];
    assert.deepEqual(
      alertEvents(windows, rules).map(({ kind, alert, at }) => [kind, alert, at]),
      [
        ['opened', 'drift:2009-07-01@1', october],
        ['resolved', 'drift:2009-07-01@1', january],
      ],
    );
  });

  it('name the drift of the predictions too', () => {
    const window = quarter(july, october, { hasDrifted: true, prediction: drifted('prediction', 0.4) });
    const [event] = alertEvents([window], rules);
    assert.ok(event?.kind === 'opened');
    assert.deepEqual(event.cause, ['prediction']);
  });

  it('never end before they were opened, though a later window was judged before', () => {
    const late = quarter(july, october, { auc: [0.5, 0.6, 0.64], judgedAt: '2010-02-01' });
    const good = quarter(october, january, { auc: [0.7, 0.75, 0.8] });
    assert.deepEqual(alertEvents([late, good], rules).map(({ kind, at }) => [kind, at]), [
      ['opened', '2010-02-01'],
      ['resolved', '2010-02-01'],
    ]); // prettier-ignore
  });

  it('watch an upper limit too', () => {
    const window = quarter(july, october, { auc: [2.1, 2.2, 2.3] });
    const [event] = alertEvents([window], { model: 'price', performance: { metric: 'rmse', max: 2 } });
    assert.match(event?.message ?? '', /rose above the limit of 2/);
  });

  it('are the same however often the windows are judged, in whatever order they come', () => {
    const windows = [
      quarter(july, october, { auc: [0.5, 0.6, 0.64] }),
      quarter(october, january, { auc: [0.7, 0.75, 0.8] }),
    ];
    assert.deepEqual(alertEvents([...windows].reverse(), rules), alertEvents(windows, rules));
  });
});
