// Problems of `lifecycle.yaml` at their line: of the text as it is typed where it is open, else of the file.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Problem } from '../core/errors';
import { readManifest } from '../core/manifest/read';
import { places } from '../core/places';
import { coalesce } from './coalesce';
import type { Projects } from './projects';

/** Milliseconds after the last key before the text is read. */
const calm = 300;

export function watchManifests(projects: Projects): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('lifecycle');
  const update = () => {
    const shown = new Set<string>();
    for (const { folder, project } of projects.all()) {
      const uri = vscode.Uri.joinPath(folder.uri, places.manifest);
      const document = vscode.workspace.textDocuments.find(
        (candidate) => candidate.uri.toString() === uri.toString(),
      );
      const problems = document
        ? readManifest(document.getText(), places.manifest).problems
        : project.problems;
      collection.set(uri, problems.map(diagnosticOf));
      shown.add(uri.toString());
    }
    const gone: vscode.Uri[] = [];
    collection.forEach((uri) => {
      if (!shown.has(uri.toString())) gone.push(uri);
    });
    for (const uri of gone) collection.delete(uri);
  };
  const updating = coalesce(() => Promise.resolve(update()), calm);
  const onDocument = (document: vscode.TextDocument) => {
    if (basename(document.uri.path) === places.manifest) void updating.wish(); // never rejects
  };
  return vscode.Disposable.from(
    collection,
    updating,
    projects.onDidChange(update),
    vscode.workspace.onDidOpenTextDocument(onDocument),
    vscode.workspace.onDidCloseTextDocument(onDocument),
    vscode.workspace.onDidChangeTextDocument(({ document }) => onDocument(document)),
  );
}

export function diagnosticOf({
  severity,
  message,
  hint,
  line,
  column,
  endLine,
  endColumn,
}: Problem): vscode.Diagnostic {
  const start = new vscode.Position((line ?? 1) - 1, (column ?? 1) - 1);
  const end =
    endLine === undefined ? start : new vscode.Position(endLine - 1, Math.max(0, (endColumn ?? 1) - 1));
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(start, end),
    [message, hint].filter(Boolean).join(' '),
    severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'lifecycle';
  return diagnostic;
}
