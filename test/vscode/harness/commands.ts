// Works the command palette, pick lists and input boxes by keyboard, as a user does.
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

const box = (page: Page): Locator => page.locator('.quick-input-widget:visible input').last();

/** Runs a command by its full title, for example `Lifecycle: Train`, and chooses in the lists that it opens, one after another. */
export async function runCommand(page: Page, title: string, ...choices: string[]): Promise<void> {
  // A list that is open does not learn of commands and entries that come later: it is opened again.
  await eventually(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await pick(page, title, '>');
    for (const choice of choices) await pick(page, choice);
  }, 30);
}

/** Chooses in the pick list that is open. */
export async function pick(page: Page, label: string, prefix = ''): Promise<void> {
  await box(page).fill(`${prefix}${label}`, { timeout: 5000 });
  await offered(page, label).click({ timeout: 5000 });
}

/** What the open pick list offers. */
export async function offers(page: Page): Promise<string[]> {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.first().waitFor();
  return rows.locator('.label-name').allTextContents();
}

/** Types into the input box that is open and accepts. */
export async function answer(page: Page, text: string): Promise<void> {
  await box(page).waitFor();
  await box(page).fill(text);
  await page.keyboard.press('Enter');
}

function offered(page: Page, label: string): Locator {
  return page.locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).first();
}
