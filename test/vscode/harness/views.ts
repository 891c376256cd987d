// Reads and works the side bar's trees and the status bar. What stands in them is for the tests to say.
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

export interface TreeRow {
  readonly label: string;
  /** The grey text after the label; empty when there is none. */
  readonly description: string;
  /** 1 for the outermost. */
  readonly level: number;
  /** Undefined for a row without children. */
  readonly expanded: boolean | undefined;
  /** What a screen reader says. */
  readonly spoken: string;
}

/** Opens a container of the activity bar by its title. */
export async function openContainer(page: Page, title: string): Promise<void> {
  const tab = page.locator('.activitybar [role=tab]', { has: page.locator(`[aria-label^="${title}"]`) });
  await tab.waitFor();
  // A window that is just opening may show it by itself, and the click would hide it again.
  await eventually(async () => {
    if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
    await page.mouse.move(640, 400); // no tooltip in pictures
    await page.locator('.part.sidebar .composite.title', { hasText: title }).waitFor({ timeout: 5000 });
  });
}

/** The pane of one view in the side bar. */
export function viewPane(page: Page, title: string): Locator {
  return page.locator('.part.sidebar .pane', {
    has: page.locator('.pane-header .title', { hasText: new RegExp(`^${title}$`) }),
  });
}

/** A row by the text of its label. */
export function treeRow(page: Page, view: string, label: string | RegExp): Locator {
  return viewPane(page, view)
    .locator('.monaco-list-row', { has: page.locator('.label-name', { hasText: label }) })
    .first();
}

/** The rows of a view that are on the screen, from top to bottom. */
export async function treeRows(page: Page, view: string): Promise<TreeRow[]> {
  const rows = await viewPane(page, view).locator('.monaco-list-row').all();
  const read = await Promise.all(
    rows.map(async (row) => ({
      index: Number(await row.getAttribute('data-index')),
      label: (await row.locator('.label-name').first().textContent()) ?? '',
      description: (await row.locator('.label-description').allTextContents()).join(''),
      level: Number(await row.getAttribute('aria-level')),
      expanded: expandedState(await row.getAttribute('aria-expanded')),
      spoken: (await row.getAttribute('aria-label')) ?? '',
    })),
  );
  return read.sort((a, b) => a.index - b.index).map(({ index: _, ...row }) => row);
}

function expandedState(attribute: string | null): boolean | undefined {
  return attribute === null ? undefined : attribute === 'true';
}

export async function expandRow(page: Page, view: string, label: string | RegExp): Promise<void> {
  const row = treeRow(page, view, label);
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
  await row.and(page.locator('[aria-expanded=true]')).waitFor();
}

/** Chooses an entry of a row's context menu. A menu takes no click in its first moment, so it is clicked until it closes. */
export async function chooseInMenu(page: Page, row: Locator, entry: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: entry });
  await eventually(async () => {
    if (!(await item.isVisible())) await row.click({ button: 'right' });
    await item.click({ timeout: 5000 });
    await item.waitFor({ state: 'hidden', timeout: 5000 });
  });
}

/** The status bar item whose text or name contains `text`. */
export function statusBarItem(page: Page, text: string | RegExp): Locator {
  return page.locator('.part.statusbar .statusbar-item', { hasText: text }).first();
}
