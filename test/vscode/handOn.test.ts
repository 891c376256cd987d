// The monitor panel's own page, with the test as its host: where the focus is once the button that had it has gone.
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { AlertState, MonitorState } from '../../src/protocol/monitor';
import { launchBrowser } from './harness/browser';
import { installVscode } from './harness/install';

const script = join(resolve(import.meta.dirname, '..', '..'), 'dist', 'media', 'monitor.js');

const alert: AlertState = {
  opened: {
    schema: 1,
    kind: 'opened',
    alert: 'drift:2009-07-01@1',
    about: 'drift',
    severity: 'warning',
    at: '2009-10-01T00:00:00.000Z',
    window: '2009-07-01@1',
    version: 1,
    message: 'uptake@1 sees other data: month.',
    cause: ['month'],
    next: 'Look at the column.',
  },
};
const state: MonitorState = {
  target: { kind: 'monitor', folder: 'file:///project', name: 'live' },
  title: 'live',
  zone: 'UTC',
  isTrusted: true,
  version: 1,
  takeovers: [],
  windows: [],
  alerts: [alert],
};

describe('the focus of a button that goes', () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await launchBrowser(await installVscode());
  });
  after(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.setContent('<ml-monitor></ml-monitor>');
    const api = '{ getState() {}, setState() {}, postMessage() {} }';
    await page.addScriptTag({ content: `globalThis.acquireVsCodeApi = () => (${api});` });
    await page.addScriptTag({ path: script, type: 'module' });
  });
  afterEach(() => page.close());

  const show = (shown: MonitorState) =>
    page.evaluate(`postMessage(${JSON.stringify({ kind: 'state', state: shown })})`);
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  const ignorable = { ...state, alerts: [{ ...alert, ignorable: ['month'] }] };
  const due = { ...state, canDeploy: true };
  for (const [to, focused, goes, before, heir] of [
    ["is the panel's title's, where it was in its head", 'Deploy', 'Deploy', due, 'h1:focus'],
    [
      "is its alert's, where it was in one",
      'Ignore These Columns',
      'Ignore These Columns',
      ignorable,
      'li[data-alert]:focus',
    ],
    [
      'stays where it was on another button of the head',
      'lifecycle.yaml',
      'Deploy',
      due,
      'header vscode-button:focus',
    ],
    [
      'stays where it was on another button of the alert',
      'Show Columns',
      'Ignore These Columns',
      ignorable,
      'vscode-button:focus:has-text("Show Columns")',
    ],
    [
      'stays where it was in an alert when a button of the head goes',
      'Show Columns',
      'Deploy',
      due,
      'vscode-button:focus:has-text("Show Columns")',
    ],
  ] as const)
    // prettier-ignore
    it(to, async () => {
      await show(before);
      await button(focused).focus();
      await show(state);
      await button(goes).waitFor({ state: 'detached' });
      await page.locator(heir).waitFor();
    });
});
