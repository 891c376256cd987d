// Opening panels, finding them again after a reload, and carrying messages: the same for every kind of panel.
import * as vscode from 'vscode';
import type { PanelTypes, ToPanel } from '../../protocol/panel';
import { coalesce } from '../coalesce';
import { presentError } from '../present';
import type { Subject } from '../subject';
import { failureOf } from './failure';
import { mediaRoot, pageOf } from './html';
import type { PanelTarget } from './index';
import type { AnyPanel, PanelContent } from './kind';

export interface PanelOptions {
  readonly kinds: readonly AnyPanel<PanelTarget>[];
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** Fires when something was written that a panel may show. */
  readonly onDidChange: vscode.Event<void>;
}

export class Panels implements vscode.Disposable {
  private readonly open = new Map<string, { panel: vscode.WebviewPanel; refresh: () => void }>();
  private readonly disposables: vscode.Disposable[] = [];

  constructor(private readonly options: PanelOptions) {
    for (const kind of options.kinds)
      this.disposables.push(
        vscode.window.registerWebviewPanelSerializer(idOf(kind), {
          deserializeWebviewPanel: (panel, kept) => this.restore(kind, panel, kept),
        }),
      );
    this.disposables.push(
      options.onDidChange(() => {
        for (const { refresh } of this.open.values()) refresh();
      }),
    );
  }

  /** Shows the target's panel, the one that is open already if there is one. */
  show(target: PanelTarget): void {
    const known = this.open.get(keyOf(target));
    if (known) return known.panel.reveal();
    for (const kind of this.options.kinds) {
      const content = kind.about(target);
      if (content) return this.create(kind, content);
    }
  }

  /** Shows what the subject is about; false where that is no panel's matter. */
  showSubject(subject: Subject): boolean {
    for (const kind of this.options.kinds) {
      const target = kind.targetOf(subject);
      if (!target) continue;
      this.show(target);
      return true;
    }
    return false;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
    for (const { panel } of [...this.open.values()]) panel.dispose();
  }

  private create(kind: AnyPanel, content: PanelContent): void {
    const { Active } = vscode.ViewColumn;
    const panel = vscode.window.createWebviewPanel(
      idOf(kind),
      tabTitle(content),
      Active,
      this.webviewOptions(),
    );
    this.fill(kind, panel, content);
  }

  /** A panel that does not know what it was about, or that is open already, is closed. */
  private restore(kind: AnyPanel, panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const content = kind.about((kept as { target?: unknown } | undefined)?.target);
    if (content && !this.open.has(keyOf(content.target))) {
      panel.webview.options = this.webviewOptions();
      this.fill(kind, panel, content);
    } else panel.dispose();
    return Promise.resolve();
  }

  private fill(kind: AnyPanel, panel: vscode.WebviewPanel, content: PanelContent): void {
    const { extensionUri, log } = this.options;
    const { target } = content;
    const key = keyOf(target);
    const asked = new Map<number, AbortController>();
    const post = (message: ToPanel) => void panel.webview.postMessage(message); // false: the page is hidden and asks again
    let isReady = false;
    let shown = '';
    const sendState = async () => {
      try {
        const state = await content.load();
        const text = JSON.stringify(state);
        if (text === shown) return;
        shown = text;
        post({ kind: 'state', state });
      } catch (error) {
        log.error(String(error));
        const failure = failureOf(error);
        const text = JSON.stringify(failure);
        if (text === shown) return;
        shown = text;
        post({ kind: 'failed', target, failure });
      }
    };
    const sending = coalesce(sendState, 50);
    const refresh = () => {
      if (isReady) void sending.wish(); // never rejects
    };
    const answer = async (id: number, question: PanelTypes['question']) => {
      const controller = new AbortController();
      asked.set(id, controller);
      try {
        post({ kind: 'answer', id, answer: await content.answer(question, controller.signal) });
      } catch (error) {
        if (!controller.signal.aborted) post({ kind: 'refused', id, failure: failureOf(error) });
      } finally {
        asked.delete(id);
      }
    };
    const act = async (action: PanelTypes['action']) => {
      try {
        await content.act(action);
      } catch (error) {
        await presentError(error, log);
      }
    };
    const receive = (message: unknown) => {
      const read = kind.messages.safeParse(message);
      if (!read.success) return log.warn(`A panel said something it may not say: ${read.error.message}`);
      const said = read.data;
      switch (said.kind) {
        case 'ready':
          isReady = true;
          shown = '';
          return refresh();
        case 'ask':
          return void answer(said.id, said.question); // answers or refuses, never throws
        case 'cancel':
          return asked.get(said.id)?.abort();
        case 'do':
          return void act(said.action); // presents what goes wrong, never throws
        case 'violation':
          return log.error(`Content security policy: ${said.what}`);
      }
    };
    panel.iconPath = iconOf(extensionUri, kind.icon);
    panel.webview.onDidReceiveMessage(receive);
    panel.onDidDispose(() => {
      this.open.delete(key);
      sending.dispose();
      for (const controller of asked.values()) controller.abort();
    });
    this.open.set(key, { panel, refresh });
    panel.webview.html = pageOf({
      webview: panel.webview,
      extensionUri,
      name: kind.name,
      title: content.title,
    });
  }

  private webviewOptions(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [mediaRoot(this.options.extensionUri)] };
  }
}

/** With its folder where there are several: each may have a dataset of that name. */
function tabTitle({ title, target }: PanelContent): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.find(({ uri }) => uri.toString() === target.folder);
  return folders.length > 1 && folder ? `${title} — ${folder.name}` : title;
}

const idOf = ({ name }: AnyPanel) => `lifecycle.${name}`;

const iconOf = (extensionUri: vscode.Uri, name: string) => ({
  light: vscode.Uri.joinPath(extensionUri, 'media', 'icons', `${name}-light.svg`),
  dark: vscode.Uri.joinPath(extensionUri, 'media', 'icons', `${name}-dark.svg`),
});

const keyOf = (target: PanelTypes['target']) => JSON.stringify(target, Object.keys(target).sort());
