// How outcomes and errors reach a person in the editor: the only place that decides it. What went wrong is said by whoever threw.
import * as vscode from 'vscode';
import { errorDetails, problemText, type LifecycleError } from '../core/errors';
import { headAndReasons, outcomeText } from '../core/run/outcomeText';
import type { Outcome } from '../core/run/run';
import type { Remedy } from '../core/remedy';
import { toLifecycleError } from '../node/thrown';
import { commandIds, settings } from './ids';
import { commandOf, subjectOfRemedy } from './remedy';

/** A button beside a message. */
export interface Offer {
  readonly title: string;
  readonly run: () => Thenable<unknown> | void;
}

/**
 * Cancelled: nothing. Expected: message and hint. Unexpected: the same, and the stack in the log. There is always a button:
 * without one VS Code cuts the message off, and what to do stands at its end.
 */
export async function presentError(
  thrown: unknown,
  log: vscode.LogOutputChannel,
  offers: readonly Offer[] = [],
): Promise<void> {
  const error = toLifecycleError(thrown);
  if (error.code === 'cancelled') return;
  if (error.code === 'unexpected') log.error(error.cause instanceof Error ? error.cause : error);
  else log.warn(textOf(error));
  const showLog = { title: vscode.l10n.t('Show Log'), run: () => log.show() };
  const known = [...(error.remedy ? [offerOf(error.remedy)] : []), ...offers];
  const needsLog = known.length === 0 || error.code === 'unexpected';
  await choose(vscode.window.showErrorMessage, textOf(error), needsLog ? [...known, showLog] : known);
}

/** An answer of no is always told; a yes only where the person wants to hear it. `card`: opens the card of the version it is about. */
export async function presentOutcome(
  outcome: Outcome,
  { card, offers: others }: { readonly card: Offer | undefined; readonly offers: readonly Offer[] },
): Promise<void> {
  const { head, reasons } = headAndReasons(outcome);
  const isLong = card !== undefined && reasons !== '';
  const [text, offers] = isLong
    ? [head, [reasonsOf(outcome, card), ...others]]
    : [outcomeText(outcome), card ? [card, ...others] : others];
  if (!outcome.passed) return choose(vscode.window.showWarningMessage, text, offers);
  const configuration = vscode.workspace.getConfiguration(settings.section);
  if (configuration.get(settings.notifications) === 'problems') return;
  const quiet: Offer = {
    title: vscode.l10n.t("Don't Show Again"),
    run: () => configuration.update(settings.notifications, 'problems', vscode.ConfigurationTarget.Global),
  };
  // The first button is the one that stands out: it must not be the one that silences all that comes.
  const seen: Offer = { title: vscode.l10n.t('OK'), run: () => undefined };
  await choose(vscode.window.showInformationMessage, text, [...(offers.length > 0 ? offers : [seen]), quiet]);
}

/** What gates say of a version has a line for each, which as a message would be a wall of text. */
function reasonsOf(outcome: Outcome, card: Offer): Offer {
  const { head, reasons: detail } = headAndReasons(outcome);
  const show = outcome.passed ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const dialog = (message: string, ...items: string[]) => show(message, { modal: true, detail }, ...items);
  return { title: vscode.l10n.t('Show Reasons'), run: () => choose(dialog, head, [card]) };
}

/** A sentence to whoever asked for something that leaves no outcome of a stage. */
export function presentDone(text: string): void {
  void vscode.window.showInformationMessage(text); // the message may stand for hours
}

/** What is to be run is a button; it asks for what it is about where nobody knows the folder's address, and several are open. */
export function offerOf(remedy: Remedy, folder = onlyFolder()): Offer {
  const { name, title } = commandOf(remedy);
  const about = folder === undefined ? [] : [subjectOfRemedy(remedy, folder)];
  return { title, run: () => vscode.commands.executeCommand(commandIds[name], ...about) };
}

function onlyFolder(): string | undefined {
  const [folder, ...others] = vscode.workspace.workspaceFolders ?? [];
  return others.length === 0 ? folder?.uri.toString() : undefined;
}

function textOf(error: LifecycleError): string {
  const { problems, hints } = errorDetails(error, problemText);
  const [first, ...others] = problems;
  const told = first === undefined ? '' : ` ${first}`;
  const more = others.length > 0 ? ` ${vscode.l10n.t('({0} more)', others.length)}` : '';
  return [error.message + told + more, ...hints].join(' ');
}

async function choose(
  show: (message: string, ...items: string[]) => Thenable<string | undefined>,
  text: string,
  offers: readonly Offer[],
): Promise<void> {
  const chosen = await show(text, ...new Set(offers.map(({ title }) => title)));
  await offers.find(({ title }) => title === chosen)?.run();
}
