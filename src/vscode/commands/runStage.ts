// Running a stage from the editor: a detached run is started and followed, so that closing the window stops nothing; Cancel does.
import * as vscode from 'vscode';
import { wrongInput } from '../../core/errors';
import type { Outcome, RunEvent, StageName } from '../../core/run/run';
import { clockAt } from '../../node/clock';
import { openProject, type Project } from '../../node/project';
import { followToEnd, startRun } from '../../node/run/detached';
import type { Editor } from '../editor';
import { presentError, presentOutcome, type Offer } from '../present';
import { requireTrust } from '../trust';

export interface StageOrder {
  readonly project: Project;
  readonly stage: StageName | 'run';
  readonly request: unknown;
  /** What is being done, e.g. `Training uptake`. */
  readonly title: string;
  /** Where its result is seen. */
  readonly look?: Offer;
}

/** Undefined where it did not come to an outcome; the person has then been told. */
export async function runStage(editor: Editor, order: StageOrder): Promise<Outcome | undefined> {
  requireTrust(order.title);
  const project = await mended(order.project);
  await vscode.workspace.saveAll(false);
  const { folder } = await startRun({
    project,
    clock: clockAt(),
    stage: order.stage,
    request: order.request,
  });
  const showLog: Offer = { title: vscode.l10n.t('Show Log'), run: () => editor.showLog(folder) };
  try {
    const outcome = await followed(folder, order.title);
    void presentOutcome(outcome, [...(order.look ? [order.look] : []), showLog]); // the message may stand for hours
    return outcome;
  } catch (error) {
    void presentError(error, editor.log, [showLog]);
    return undefined;
  } finally {
    await editor.projects.refresh();
  }
}

function followed(folder: string, title: string): Thenable<Outcome> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const stopping = new AbortController();
      token.onCancellationRequested(() => {
        progress.report({ message: vscode.l10n.t('stopping') });
        stopping.abort();
      });
      let last = 0;
      const onEvent = (event: RunEvent) => {
        if (event.kind !== 'progress') return;
        const share = event.done !== undefined && event.total ? (event.done / event.total) * 100 : undefined;
        progress.report({
          message: event.message,
          ...(share !== undefined && share > last && { increment: share - last }),
        });
        last = Math.max(last, share ?? 0);
      };
      return followToEnd(folder, { onEvent, signal: stopping.signal });
    },
  );
}

/** Read anew: what counts is what is on disk. Throws `input` with its problems where it has errors. */
async function mended({ root }: Project): Promise<Project> {
  const project = await openProject(root);
  const problems = project.problems.filter(({ severity }) => severity === 'error');
  if (problems.length > 0)
    throw wrongInput(vscode.l10n.t('lifecycle.yaml has to be mended first.'), { problems });
  return project;
}
