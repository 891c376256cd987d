// The files whose change changes what is drawn, by patterns as narrow as they can be: code may lie at any depth, and of it packages and known environments are left out.
import * as vscode from 'vscode';
import { tableEndings } from '../core/dataset/fileFormat';
import { modelEndings } from '../core/modelFormat';
import { places } from '../core/places';
import { isWalked } from '../node/files/walk';

const patterns = [
  places.manifest,
  `${places.runs}/*/{run.json,events.jsonl}`,
  `${places.datasets}/**/{current,version,check,profile}.json`,
  `${places.registry}/**/*.{yaml,md}`,
  `${places.deployments}/*/state.json`,
  `${places.monitors}/*/{windows,alerts}.jsonl`,
  '.venv/{pyvenv.cfg,requirements.sha256}',
  // what is found without a manifest
  `{*,data/*}.{${tableEndings.join(',')}}`,
  `{*,models/*}.{${modelEndings.join(',')}}`,
  '{dvc.yaml,dvc.lock,mlflow.db}',
];

/** What comes or goes whole, as a folder that is moved here: of the files in it nothing is told. */
const whole = `{*,${places.runs}/*}`;

/** What a training is made of, which may lie at any depth. */
const code = '**/*.py';

export function watchFolder(folder: vscode.WorkspaceFolder, onChange: () => void): vscode.Disposable {
  const isOwn = ({ path }: vscode.Uri) => isWalked(path.slice(folder.uri.path.length + 1));
  return vscode.Disposable.from(
    ...patterns.flatMap((pattern) => watching(folder, pattern, onChange)),
    ...watching(folder, whole, onChange, { isOfChanges: false }),
    ...watching(folder, code, (uri) => {
      if (isOwn(uri)) onChange();
    }),
  );
}

function watching(
  folder: vscode.WorkspaceFolder,
  pattern: string,
  onChange: (uri: vscode.Uri) => void,
  { isOfChanges = true }: { readonly isOfChanges?: boolean } = {},
): readonly vscode.Disposable[] {
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(folder, pattern),
    false,
    !isOfChanges,
  );
  return [
    watcher,
    watcher.onDidCreate(onChange),
    watcher.onDidChange(onChange),
    watcher.onDidDelete(onChange),
  ];
}
