// Finds the inside of webview panels, and editor tabs by their title.
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { runCommand } from './commands';

/** The page inside the webview that is in front. */
export function panelFrame(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
}

export function editorTab(page: Page, title: string | RegExp): Locator {
  return page.locator('.tabs-container .tab', { hasText: title }).first();
}

/** A button of the editor's title bar. */
export function titleAction(page: Page, title: string): Locator {
  return page.locator(`.editor-actions .action-label[aria-label^="${title}"]`).first();
}

export async function closeEditors(page: Page): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
}
