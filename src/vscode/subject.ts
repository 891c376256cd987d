// What a command is about, however it was started: a row of a view, a panel's button, a file of the explorer, or nothing at all.
import * as vscode from 'vscode';

export type SubjectKind =
  'goal' | 'dataset' | 'model' | 'version' | 'run' | 'deployment' | 'monitor' | 'alert' | 'found' | 'file';

export interface Subject {
  readonly kind: SubjectKind;
  /** The workspace folder's address. */
  readonly folder: string;
  /** Name in the manifest, or a run's id. */
  readonly name: string;
  /** Number of a version. */
  readonly version?: number;
  /** Relative to the folder, where there is a file. */
  readonly path?: string;
}

/** Undefined where a command was started from the palette. */
export function subjectOf(argument: unknown): Subject | undefined {
  if (argument instanceof vscode.Uri) return subjectOfFile(argument);
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('subject' in argument) return argument.subject as Subject | undefined;
  return 'folder' in argument && 'kind' in argument ? (argument as Subject) : undefined;
}

function subjectOfFile(uri: vscode.Uri): Subject | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return undefined;
  const path = uri.path.slice(folder.uri.path.length).replace(/^\//, '');
  return { kind: 'file', folder: folder.uri.toString(), name: path, path };
}
