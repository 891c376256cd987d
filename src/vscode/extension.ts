// Puts the editor's parts together when VS Code starts the extension; each part says itself what it does.
import * as vscode from 'vscode';
import { viewNames } from '../core/catalog/catalog';
import { serveCards } from './cards';
import { commands } from './commands';
import { registerCommands } from './commands/command';
import { watchManifests } from './diagnostics';
import type { Editor } from './editor';
import { panelKinds } from './panels';
import { Panels } from './panels/panels';
import { Projects } from './projects';
import { Proposals } from './proposal';
import { showLog } from './showLog';
import { statusBar } from './status';
import { checkTests } from './tests/checkTests';
import { catalogView } from './tree/view';
import { Worker } from './worker';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Model Lifecycle', { log: true });
  const projects = new Projects(log);
  const worker = new Worker(context.asAbsolutePath('dist/cli.js'), log);
  const panels = new Panels({
    kinds: panelKinds({ worker, projects }),
    extensionUri: context.extensionUri,
    log,
    onDidChange: projects.onDidChange,
  });
  const proposals = new Proposals();
  const editor: Editor = { context, log, projects, worker, panels, proposals, showLog };
  context.subscriptions.push(
    log,
    projects,
    worker,
    panels,
    proposals,
    serveCards(),
    registerCommands(editor, commands),
    watchManifests(projects),
    statusBar(projects),
    checkTests(editor),
    ...viewNames.map((name) => catalogView(name, projects)),
  );
  void projects.known(); // never rejects, and the window does not wait for it
}
