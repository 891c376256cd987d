// What commands, views and panels of one window share; put together by `extension`.
import type * as vscode from 'vscode';
import type { Panels } from './panels/panels';
import type { Projects } from './projects';
import type { Proposals } from './proposal';
import type { Worker } from './worker';

export interface Editor {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly projects: Projects;
  readonly worker: Worker;
  readonly panels: Panels;
  readonly proposals: Proposals;
  /** Opens what the run in this folder printed. */
  showLog(folder: string): Promise<void>;
}
