// Expectations and findings as tests of the Test Explorer and problems of the Problems view: a dataset each, at the lines that say what is expected; run by the stage `check`.
import * as vscode from 'vscode';
import { markProblems, type CheckMark } from '../../core/catalog/checkMarks';
import { coalesce } from '../coalesce';
import { runStage } from '../commands/runStage';
import { diagnosticOf } from '../diagnostics';
import type { Editor } from '../editor';
import type { OpenFolder } from '../projects';
import { marksOf, textOf } from './marks';

/** Milliseconds of calm before items are made again. */
const calm = 250;

export function checkTests(editor: Editor): vscode.Disposable {
  const { projects } = editor;
  const controller = vscode.tests.createTestController('lifecycle.checks', vscode.l10n.t('Data Checks'));
  const problems = vscode.languages.createDiagnosticCollection('lifecycle checks');
  const shown = new Map<string, { readonly folder: OpenFolder; readonly dataset: string }>();

  const update = async () => {
    shown.clear();
    problems.clear();
    const items: vscode.TestItem[] = [];
    for (const folder of projects.all()) {
      const marks = marksOf(folder, await textOf(folder));
      for (const [file, own] of grouped(markProblems(marks), ({ file }) => file ?? ''))
        problems.set(vscode.Uri.joinPath(folder.folder.uri, file), own.map(diagnosticOf));
      for (const [dataset, own] of grouped(marks, (mark) => mark.dataset)) {
        const item = controller.createTestItem(`${folder.folder.uri.toString()}#${dataset}`, dataset);
        item.children.replace(own.map((mark) => itemOf(controller, folder, item.id, mark)));
        shown.set(item.id, { folder, dataset });
        items.push(item);
      }
    }
    controller.items.replace(items);
  };
  const updating = coalesce(update, calm);

  const run = async (request: vscode.TestRunRequest) => {
    const asked = new Set(
      (request.include ?? [...entriesOf(controller.items)]).map((item) => (item.parent ?? item).id),
    );
    const testRun = controller.createTestRun(request);
    try {
      for (const id of asked) {
        const known = shown.get(id);
        const item = controller.items.get(id);
        if (!known || !item) continue;
        for (const child of entriesOf(item.children)) testRun.started(child);
        const { project } = known.folder;
        await runStage(editor, {
          project,
          stage: 'check',
          request: { names: [known.dataset] },
          title: vscode.l10n.t('Checking {0}', known.dataset),
        });
        const now = projects
          .all()
          .find(({ folder }) => folder.uri.toString() === known.folder.folder.uri.toString());
        const marks = now
          ? marksOf(now, await textOf(now)).filter(({ dataset }) => dataset === known.dataset)
          : [];
        for (const mark of marks) {
          const child = item.children.get(mark.id) ?? added(controller, known.folder, item, mark);
          tell(testRun, child, mark);
        }
      }
    } finally {
      testRun.end();
    }
  };
  const profile = controller.createRunProfile(
    vscode.l10n.t('Check'),
    vscode.TestRunProfileKind.Run,
    run,
    true,
  );
  void updating.wish(); // never rejects
  return vscode.Disposable.from(
    controller,
    problems,
    profile,
    updating,
    projects.onDidChange(() => void updating.wish()), // never rejects
  );
}

function itemOf(controller: vscode.TestController, { folder }: OpenFolder, parent: string, mark: CheckMark) {
  const uri = vscode.Uri.joinPath(folder.uri, mark.file);
  const item = controller.createTestItem(mark.id, mark.label, uri);
  item.range = new vscode.Range(
    mark.place.line - 1,
    mark.place.column - 1,
    mark.place.endLine - 1,
    Math.max(0, mark.place.endColumn - 1),
  );
  item.sortText = `${parent} ${String(mark.place.line).padStart(6, '0')}`;
  return item;
}

function added(
  controller: vscode.TestController,
  folder: OpenFolder,
  item: vscode.TestItem,
  mark: CheckMark,
) {
  const child = itemOf(controller, folder, item.id, mark);
  item.children.add(child);
  return child;
}

function tell(run: vscode.TestRun, item: vscode.TestItem, { outcome, message, hint }: CheckMark): void {
  if (outcome === 'passed') return run.passed(item);
  if (outcome === 'unknown') return run.skipped(item);
  const told = new vscode.TestMessage([message, hint].filter(Boolean).join(' '));
  if (item.uri && item.range) told.location = new vscode.Location(item.uri, item.range);
  run.failed(item, told);
}

function grouped<T>(values: readonly T[], by: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(by(value), [...(groups.get(by(value)) ?? []), value]);
  return groups;
}

function entriesOf(items: vscode.TestItemCollection): readonly vscode.TestItem[] {
  const all: vscode.TestItem[] = [];
  items.forEach((item) => all.push(item));
  return all;
}
