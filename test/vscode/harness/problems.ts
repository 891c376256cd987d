// Watches a window for what no test may let pass: broken content security policies and script errors in webviews, crashes, outside requests.
import type { BrowserContext, Page } from 'playwright-core';

export interface Problems {
  /** Plain sentences, in order of appearance. */
  readonly list: readonly string[];
  /** Throws when there are any. */
  readonly check: () => void;
}

/** Look-ups that VS Code itself makes whatever its settings say; they are blocked like all others. */
const ofTheEditor = /^https:\/\/(open-vsx\.org|[a-z0-9.-]+\.vscode-unpkg\.net)\//;
const inWebview = /\/contrib\/webview\/browser\/pre\/|vscode-resource/;
/** VS Code's own pages, such as its preview of Markdown, are not ours to judge: its frame throws when one closes while it loads. */
const ofVsCode = /[?&]extensionId=vscode\./;
const inOurWebview = (place: string) => inWebview.test(place) && !ofVsCode.test(place);

/** Blocks every request that leaves this machine, and keeps a list of what went wrong. */
export async function watchProblems(context: BrowserContext, page: Page): Promise<Problems> {
  const list: string[] = [];
  await context.route(isOutside, async (route) => {
    const url = route.request().url();
    if (!ofTheEditor.test(url)) list.push(`A request left the machine: ${url}`);
    await route.abort();
  });
  page.on('console', (message) => {
    if (message.type() !== 'error' || !inOurWebview(message.location().url)) return;
    list.push(`A webview reports: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    if (inOurWebview(error.stack ?? ''))
      list.push(`A webview's script failed: ${error.stack ?? error.message}`);
  });
  page.on('crash', () => list.push('The window crashed'));
  return {
    list,
    check: () => {
      if (list.length > 0) throw new Error(list.join('\n'));
    },
  };
}

function isOutside(url: URL): boolean {
  return url.protocol.startsWith('http') && url.hostname !== '127.0.0.1';
}
