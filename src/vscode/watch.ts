// The files whose change changes what is drawn: narrow patterns, so that nothing else of the workspace wakes us.
import * as vscode from 'vscode';
import { tableEndings } from '../core/dataset/fileFormat';
import { modelEndings } from '../core/modelFormat';
import { places } from '../core/places';

const patterns = [
  places.manifest,
  `${places.runs}/*/{run.json,events.jsonl}`,
  `${places.datasets}/**/{current,version,check,profile}.json`,
  `${places.registry}/**/*.{yaml,md}`,
  `${places.deployments}/*/state.json`,
  `${places.monitors}/*/{windows,alerts}.jsonl`,
  // what is found without a manifest
  `{*,data/*}.{${tableEndings.join(',')}}`,
  `{*,models/*}.{${modelEndings.join(',')}}`,
  '{dvc.yaml,dvc.lock,mlflow.db}',
];

export function watchFolder(folder: vscode.WorkspaceFolder, onChange: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    ...patterns.flatMap((pattern) => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
      return [
        watcher,
        watcher.onDidCreate(onChange),
        watcher.onDidChange(onChange),
        watcher.onDidDelete(onChange),
      ];
    }),
  );
}
