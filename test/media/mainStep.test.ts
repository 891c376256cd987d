// The one blue button of the monitor panel.
import assert from 'node:assert/strict';
import { mainStep } from '../../media/monitor/mainStep';
import type { AlertState, WindowState } from '../../src/protocol/monitor';

const windows = [{ key: 'a' } as WindowState];
const open = { opened: {} } as AlertState;
const resolved = { opened: {}, resolved: {} } as AlertState;
const deployed = { version: 1, windows: [], alerts: [] };

describe('the step that a person is led to by the monitor panel', () => {
  for (const [name, known, expected] of [
    ['is none before there is a version', { windows: [], alerts: [] }, undefined],
    ['is to deploy', { canDeploy: true, windows: [], alerts: [] }, 'deploy'],
    ['is to deploy what was stopped', { ...deployed, canDeploy: true, windows }, 'deploy'],
    ['is to monitor what answers', deployed, 'monitor'],
    ['is to monitor while all is well', { ...deployed, windows, alerts: [resolved] }, 'monitor'],
    ['is that of the open alert', { ...deployed, windows, alerts: [resolved, open] }, 'alert'],
  ] as const)
    it(name, () => assert.equal(mainStep(known), expected));
});
