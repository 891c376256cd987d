// What the checks of a folder say, at the lines of lifecycle.yaml as it stands in the editor.
import * as vscode from 'vscode';
import { checkMarks, type CheckMark } from '../../core/catalog/checkMarks';
import { places } from '../../core/places';
import { readManifest } from '../../core/manifest/read';
import type { OpenFolder } from '../projects';

/** Of a manifest that is not open, `text` is its file's. */
export function marksOf({ facts }: Pick<OpenFolder, 'facts'>, text: string): readonly CheckMark[] {
  const { manifest } = readManifest(text, places.manifest);
  return checkMarks(text, places.manifest, facts.datasets, manifest.datasets ?? {});
}

/** As it stands in the editor, else as it is on the disk; empty where there is none. */
export async function textOf({ folder }: OpenFolder): Promise<string> {
  const uri = vscode.Uri.joinPath(folder.uri, places.manifest);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  return vscode.workspace.fs.readFile(uri).then(
    (bytes) => Buffer.from(bytes).toString('utf8'),
    () => '',
  );
}
