// Running a stage from the editor: a detached run is started and followed, so that closing the window stops nothing; Cancel does.
import * as vscode from 'vscode';
import { timeLeft } from '../../core/figures';
import { versionOfCard } from '../../core/places';
import type { Outcome, StageName } from '../../core/run/run';
import { clockAt } from '../../node/clock';
import { openProject, type Project } from '../../node/project';
import { pythonVariable } from '../../node/python/find';
import { runDetached } from '../../node/run/detached';
import type { Editor } from '../editor';
import { commandIds, settings } from '../ids';
import { presentError, presentOutcome, type Offer } from '../present';
import { withProgress } from '../progress';
import { hasPrinted } from '../showLog';
import type { Subject } from '../subject';
import { requireTrust } from '../trust';

export interface StageOrder {
  readonly project: Project;
  readonly stage: StageName | 'run';
  readonly request: unknown;
  /** What is being done, e.g. `Training uptake`. */
  readonly title: string;
  /** Where its result is seen. */
  readonly look?: Offer;
  /** What can be done with what it made, where it passed; undefined where that is nothing. */
  readonly use?: () => Promise<Offer | undefined>;
}

/** Undefined where it did not come to an outcome; the person has then been told. */
export async function runStage(editor: Editor, order: StageOrder): Promise<Outcome | undefined> {
  requireTrust(order.title);
  await vscode.workspace.saveAll(false);
  const project = await openProject(order.project.root);
  let folder: string | undefined;
  const showLog = async (): Promise<readonly Offer[]> =>
    folder !== undefined && (await hasPrinted(folder))
      ? [{ title: vscode.l10n.t('Show Log'), run: logOf(editor, folder) }]
      : [];
  try {
    const outcome = await withProgress(order.title, (report, signal) =>
      runDetached({
        project,
        clock: clockAt(),
        stage: order.stage,
        request: order.request,
        environment: chosenPython(),
        onStarted: (started) => (folder = started),
        onEvent: (event) => {
          if (event.kind !== 'progress') return;
          const { message, done, total, secondsLeft } = event;
          report({
            message: secondsLeft === undefined ? message : `${message}, ${timeLeft(secondsLeft)}`,
            ...(done !== undefined && total && { share: done / total }),
          });
        },
        signal,
      }),
    );
    const { look, use } = order;
    const own = [look, outcome.passed ? await use?.() : undefined].filter((offer) => offer !== undefined);
    const offers = [...own, ...(outcome.kind === 'skipped' ? [] : await showLog())];
    const card = cardOf(outcome, editor.projects.folderOf(project));
    void presentOutcome(outcome, { card, offers }); // the message may stand for hours
    return outcome;
  } catch (error) {
    void presentError(error, editor.log, await showLog()); // the message may stand for hours
    return undefined;
  } finally {
    await editor.projects.refresh();
  }
}

const logOf = (editor: Editor, folder: string) => () => editor.showLog(folder);

/** Opens the card of the version that the outcome is about; undefined where it points to none. */
function cardOf({ where }: Outcome, folder: string): Offer | undefined {
  const of = where === undefined ? undefined : versionOfCard(where);
  if (!of) return undefined;
  const subject: Subject = { kind: 'version', folder, name: of.model, version: of.version };
  return {
    title: vscode.l10n.t('Open Card'),
    run: () => vscode.commands.executeCommand(commandIds.open, subject),
  };
}

/** Of the settings; a trusted workspace may say it too. */
function chosenPython(): Readonly<Record<string, string>> {
  const python = vscode.workspace.getConfiguration(settings.section).get<string>(settings.python);
  return python ? { [pythonVariable]: python } : {};
}
