// Mocha's root hooks for the VS Code tests: a picture of every failure, and nothing left running after the last test.
import type { Context } from 'mocha';
import { closeBrowser, openWorkbenches } from './workbench';

export const mochaHooks = {
  async afterEach(this: Context): Promise<void> {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.fullTitle().replace(/\W+/g, '-');
    for (const { screenshot } of openWorkbenches) await screenshot(`failed-${name}`);
  },
  async afterAll(): Promise<void> {
    await Promise.allSettled([...openWorkbenches].map(({ close }) => close()));
    await closeBrowser();
  },
};
