// A version's model card under the version's name: in the registry each is `card.md`, and a tab says no more than the file's name.
import * as vscode from 'vscode';
import { places } from '../core/places';

/** `activationEvents` name it too: a preview of before a reload asks for its text at once. */
const scheme = 'lifecycle-card';

export interface CardOf {
  /** The workspace folder's address. */
  readonly folder: string;
  readonly model: string;
  readonly version: number;
}

export const cardAddress = ({ folder, model, version }: CardOf): vscode.Uri =>
  vscode.Uri.from({
    scheme,
    path: `/${model}/${version}/${model} version ${version}.md`,
    query: folder,
  });

export const serveCards = (): vscode.Disposable =>
  vscode.workspace.registerFileSystemProvider(scheme, cards, { isReadonly: true });

const refuse = () => {
  throw vscode.FileSystemError.NoPermissions();
};

const cards: vscode.FileSystemProvider = {
  onDidChangeFile: () => new vscode.Disposable(() => undefined), // what is registered never changes
  watch: () => new vscode.Disposable(() => undefined),
  stat: (uri) => vscode.workspace.fs.stat(fileOf(uri)),
  readFile: (uri) => vscode.workspace.fs.readFile(fileOf(uri)),
  readDirectory: refuse,
  createDirectory: refuse,
  writeFile: refuse,
  delete: refuse,
  rename: refuse,
};

/** Cards of folders that are open only: an address may stand in a text from anywhere. */
function fileOf(uri: vscode.Uri): vscode.Uri {
  const [, model = '', version = ''] = uri.path.split('/');
  const folder = vscode.workspace.workspaceFolders?.find((one) => one.uri.toString() === uri.query);
  if (!folder) throw vscode.FileSystemError.FileNotFound(uri);
  return vscode.Uri.joinPath(folder.uri, places.card(model, version));
}
