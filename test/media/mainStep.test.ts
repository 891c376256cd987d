// The one blue button of the monitor panel.
import assert from 'node:assert/strict';
import { mainAlert, mainStep } from '../../media/monitor/mainStep';
import type { AlertState, WindowState } from '../../src/protocol/monitor';

const windows = [{ key: 'a' } as WindowState];
const open = { opened: {} } as AlertState;
const watched = { opened: {}, isWatched: true } as AlertState;
const resolved = { opened: {}, resolved: {} } as AlertState;
const deployed = { version: 1, windows: [], alerts: [] };

describe('the step that a person is led to by the monitor panel', () => {
  for (const [name, known, requests, expected] of [
    ['is none before there is a version', { windows: [], alerts: [] }, undefined, undefined],
    ['is to deploy', { canDeploy: true, windows: [], alerts: [] }, undefined, 'deploy'],
    ['is to deploy what was stopped', { ...deployed, canDeploy: true, windows }, undefined, 'deploy'],
    [
      'is to judge anew what was judged otherwise',
      { windows, outdated: 'judge anew', alerts: [open] },
      undefined,
      'monitor',
    ],
    ['is to send a first request', deployed, 0, 'request'],
    ['is to monitor what was answered', deployed, 3, 'monitor'],
    ['is to monitor where nobody knows what was answered', deployed, undefined, 'monitor'],
    ['is to monitor while all is well', { ...deployed, windows, alerts: [resolved] }, 0, 'monitor'],
    [
      'is to monitor while nothing has to be done about an alert',
      { ...deployed, windows, alerts: [watched] },
      0,
      'monitor',
    ],
    ['is that of the open alert', { ...deployed, windows, alerts: [watched, resolved, open] }, 0, 'alert'],
  ] as const)
    it(name, () => assert.equal(mainStep(known, requests), expected));

  it('stands in the first alert that calls for something', () => {
    assert.equal(mainAlert([watched, resolved, open]), open);
    assert.equal(mainAlert([watched, resolved]), undefined);
  });
});
