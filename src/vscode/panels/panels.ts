// Opening panels, finding them again after a reload, and carrying messages: the same for every kind of panel.
import * as vscode from 'vscode';
import { toLifecycleError } from '../../core/errors';
import { toHostSchema, type Action, type Answer, type Question, type ToPanel } from '../../protocol/messages';
import { targetSchema, type Failure, type PanelTarget } from '../../protocol/about';
import { coalesce } from '../coalesce';
import { panelIds, type PanelName } from '../ids';
import { mediaRoot, pageOf } from './html';

/** What differs from one kind of panel to another. */
export interface PanelKind<State, Target extends PanelTarget = PanelTarget> {
  readonly name: PanelName;
  /** File in media/icons, without `-light.svg`. */
  readonly icon: string;
  title(target: Target): string;
  /** The whole state; what a person can expect to be missing is part of it. The page shows what is thrown, and asks again. */
  load(target: Target): Promise<State>;
  answer(target: Target, question: Question, signal: AbortSignal): Promise<Answer>;
  act(target: Target, action: Action): Promise<void>;
}

export interface PanelOptions {
  readonly kinds: readonly PanelKind<unknown>[];
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
        vscode.window.registerWebviewPanelSerializer(panelIds[kind.name], {
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
    const kind = this.kindOf(target);
    const known = this.open.get(keyOf(target));
    if (known) {
      known.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      panelIds[kind.name],
      titleOf(kind, target),
      vscode.ViewColumn.Active,
      this.webviewOptions(),
    );
    this.fill(kind, panel, target);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
    for (const { panel } of [...this.open.values()]) panel.dispose();
  }

  /** A panel that does not know what it was about, or that is open already, is closed. */
  private restore(kind: PanelKind<unknown>, panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const target = targetSchema.safeParse((kept as { target?: unknown } | undefined)?.target);
    if (target.success && !this.open.has(keyOf(target.data))) {
      panel.webview.options = this.webviewOptions();
      this.fill(kind, panel, target.data);
    } else panel.dispose();
    return Promise.resolve();
  }

  private fill(kind: PanelKind<unknown>, panel: vscode.WebviewPanel, target: PanelTarget): void {
    const { extensionUri, log } = this.options;
    const key = keyOf(target);
    const asked = new Map<number, AbortController>();
    const post = (message: ToPanel<unknown>) => void panel.webview.postMessage(message); // false: the page is hidden and asks again
    let isReady = false;
    let shown = '';
    const sendState = async () => {
      try {
        const state = await kind.load(target);
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
    const answer = async (id: number, question: Question) => {
      const controller = new AbortController();
      asked.set(id, controller);
      try {
        post({ kind: 'answer', id, answer: await kind.answer(target, question, controller.signal) });
      } catch (error) {
        if (!controller.signal.aborted) post({ kind: 'refused', id, failure: failureOf(error) });
      } finally {
        asked.delete(id);
      }
    };
    const receive = (message: unknown) => {
      const read = toHostSchema.safeParse(message);
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
          return void kind.act(target, said.action).catch((error: unknown) => log.error(String(error)));
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
      title: kind.title(target),
    });
  }

  private kindOf(target: PanelTarget): PanelKind<unknown> {
    const name: PanelName = target.kind === 'monitor' ? 'monitor' : 'data';
    const kind = this.options.kinds.find((candidate) => candidate.name === name);
    if (!kind) throw new Error(`There is no panel for ${target.kind}.`);
    return kind;
  }

  private webviewOptions(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [mediaRoot(this.options.extensionUri)] };
  }
}

/** With its folder where there are several: each may have a dataset of that name. */
function titleOf(kind: PanelKind<unknown>, target: PanelTarget): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.find(({ uri }) => uri.toString() === target.folder);
  return folders.length > 1 && folder ? `${kind.title(target)} — ${folder.name}` : kind.title(target);
}

const iconOf = (extensionUri: vscode.Uri, name: string) => ({
  light: vscode.Uri.joinPath(extensionUri, 'media', 'icons', `${name}-light.svg`),
  dark: vscode.Uri.joinPath(extensionUri, 'media', 'icons', `${name}-dark.svg`),
});

const keyOf = (target: PanelTarget) => JSON.stringify(target, Object.keys(target).sort());

function failureOf(thrown: unknown): Failure {
  const { message, hint } = toLifecycleError(thrown);
  return { message, ...(hint !== undefined && { hint }) };
}
