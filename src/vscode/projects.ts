// The workspace's folders, each a project of its own, as last read: read again when a file that matters changed, never spinning.
import * as vscode from 'vscode';
import { buildCatalog, viewNames, type Catalog } from '../core/catalog/catalog';
import type { CatalogFacts } from '../core/catalog/facts';
import { allNodes, type CatalogNode } from '../core/catalog/node';
import { hasEnded } from '../core/run/state';
import { lookAtFolder } from '../node/catalog/look';
import { clockAt } from '../node/clock';
import { isThere } from '../node/deploy/targets';
import type { Project } from '../node/project';
import { coalesce } from './coalesce';
import { contextKeys } from './ids';
import { watchFolder } from './watch';

export interface OpenFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly project: Project;
  readonly facts: CatalogFacts;
  readonly catalog: Catalog;
}

/** Milliseconds of calm before folders are read again. */
const calm = 250;
/** While something runs, a killed runner or server shows only by looking. */
const lookAgainAfter = 5_000;

export class Projects implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires after every reading. */
  readonly onDidChange = this.changed.event;
  private folders: readonly OpenFolder[] = [];
  private readonly reading = coalesce(() => this.read(), calm);
  private watchers: vscode.Disposable | undefined;
  private readonly foldersChanged: vscode.Disposable;
  private lookAgain: NodeJS.Timeout | undefined;
  private firstReading: Promise<void> | undefined;

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.foldersChanged = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      this.watch();
      void this.refresh(); // never rejects
    });
    this.watch();
  }

  /** As last read: empty before the first reading. */
  all(): readonly OpenFolder[] {
    return this.folders;
  }

  /** As last read, once there was a reading. */
  async known(): Promise<readonly OpenFolder[]> {
    await (this.firstReading ??= this.refresh());
    return this.folders;
  }

  /** The workspace folder's address. */
  folderOf({ root }: Project): string {
    const known = this.folders.find(({ project }) => project.root === root);
    return (known?.folder.uri ?? vscode.Uri.file(root)).toString();
  }

  at(folder: string): OpenFolder | undefined {
    return this.folders.find(({ folder: { uri } }) => uri.toString() === folder);
  }

  /** The row of the project's catalog with this id, as last read; undefined where there is none. */
  node({ root }: Project, id: string): CatalogNode | undefined {
    const catalog = this.folders.find(({ project }) => project.root === root)?.catalog;
    return (
      catalog && [...allNodes(viewNames.flatMap((view) => catalog[view]))].find((node) => node.id === id)
    );
  }

  /** Resolves once a reading that began after this call is done; never rejects. */
  refresh(): Promise<void> {
    return this.reading.wish();
  }

  dispose(): void {
    clearTimeout(this.lookAgain);
    this.reading.dispose();
    this.watchers?.dispose();
    this.foldersChanged.dispose();
    this.changed.dispose();
  }

  private watch(): void {
    this.watchers?.dispose();
    const folders = vscode.workspace.workspaceFolders ?? [];
    this.watchers = vscode.Disposable.from(
      ...folders.map((folder) => watchFolder(folder, () => void this.refresh())),
    );
  }

  private async read(): Promise<void> {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const read = await Promise.all(folders.map((folder) => this.readFolder(folder)));
    this.folders = read.filter((folder) => folder !== undefined);
    this.changed.fire();
    await Promise.all([
      setContext(contextKeys.isLoaded, true),
      setContext(
        contextKeys.hasManifest,
        this.folders.some(({ project }) => project.hasManifest),
      ),
      setContext(contextKeys.hasData, this.folders.some(hasData)),
    ]);
    this.planLook();
  }

  /** Runs are read again; of servers it is enough to look at their processes. */
  private planLook(): void {
    clearTimeout(this.lookAgain);
    const isRunning = this.folders.some(isWorking);
    if (!isRunning && !this.folders.some(isServing)) return;
    this.lookAgain = setTimeout(() => {
      if (isRunning || this.folders.some(hasLostServer))
        void this.refresh(); // never rejects
      else this.planLook();
    }, lookAgainAfter);
  }

  private async readFolder(folder: vscode.WorkspaceFolder): Promise<OpenFolder | undefined> {
    try {
      const { project, facts, failure } = await lookAtFolder(folder.uri.fsPath, clockAt());
      if (failure !== undefined) this.log.error(`${folder.uri.fsPath}: ${String(failure)}`);
      return { folder, project, facts, catalog: buildCatalog(facts) };
    } catch (error) {
      this.log.error(`${folder.uri.fsPath}: ${String(error)}`);
      return undefined;
    }
  }
}

/** Whether a run is going on, whose end no file may tell. */
const isWorking = ({ facts }: OpenFolder) => facts.runs.some(({ state }) => !hasEnded(state.status));

/** Whether a server answered when it was last looked at. */
const isServing = ({ facts }: OpenFolder) => facts.deployments.some((deployment) => deployment.isAlive);

/** Whether such a server's process has ended since. */
const hasLostServer = ({ facts, project }: OpenFolder) =>
  facts.deployments.some(({ isAlive, state }) => isAlive && state && isThere(project.paths, state) === false);

const hasData = ({ facts: { manifest, found } }: OpenFolder) =>
  Object.keys(manifest.datasets ?? {}).length > 0 || found.files.some(({ kind }) => kind === 'data');

const setContext = (key: string, value: boolean) => vscode.commands.executeCommand('setContext', key, value);
