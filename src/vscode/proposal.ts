// A proposed text shown beside the one it would replace, before anything is written, until the person has answered.
import * as vscode from 'vscode';

/** `when` clauses of the answers name it too. */
const scheme = 'lifecycle-proposal';

export interface Proposed {
  /** The path of what it would be written to. */
  readonly file: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** Said in a message that offers to write it too: a second way, as messages go away. */
  readonly question: string;
}

interface Asked extends Proposed {
  readonly show: () => Thenable<unknown>;
  readonly answer: (isWanted: boolean) => void;
}

/** Texts that stand in no file, by the address that a diff shows them under; what was asked about them, by its number. */
export class Proposals implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly asked = new Map<string, Asked>();
  private shown = 0;
  private readonly registrations = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? '',
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.forget(closed)),
  );

  /** Shows the difference; resolves when the person has answered, to false where its tab was closed, and where it is asked already. */
  async ask(proposed: Proposed): Promise<boolean> {
    const same = [...this.asked.values()].find((one) => isSame(one, proposed));
    if (same) {
      await same.show();
      return false;
    }
    this.shown += 1;
    const number = String(this.shown);
    const address = (side: string, text: string) => {
      const uri = vscode.Uri.from({ scheme, path: `/${side}/lifecycle.yaml`, query: number });
      this.texts.set(uri.toString(), text);
      return uri;
    };
    const sides = [address('now', proposed.before), address('proposed', proposed.after)] as const;
    // in a preview tab the next file that is clicked would take its place, and so discard it
    const show = () =>
      vscode.commands.executeCommand('vscode.diff', ...sides, proposed.title, { preview: false });
    const answer = new Promise<boolean>((resolve) =>
      this.asked.set(number, { ...proposed, show, answer: resolve }),
    );
    await show();
    const write = vscode.l10n.t('Write');
    void vscode.window // the message may stand for hours
      .showInformationMessage(proposed.question, write)
      .then((chosen) => chosen === write && this.answer(sides[1], true));
    const isWanted = await answer;
    this.asked.delete(number);
    for (const uri of sides) this.texts.delete(uri.toString());
    await vscode.window.tabGroups.close(tabsOf(number));
    return isWanted;
  }

  /** `uri`: either side; undefined: the one in front. False where nothing is asked any more, e.g. after a reload of the window. */
  answer(uri: vscode.Uri | undefined, isWanted: boolean): boolean {
    const number = uri?.query ?? numberOf(vscode.window.tabGroups.activeTabGroup.activeTab);
    const asked = this.asked.get(number ?? '');
    asked?.answer(isWanted);
    return asked !== undefined;
  }

  dispose(): void {
    this.registrations.dispose();
  }

  /** A tab that was moved to another group is closed here and left there. */
  private forget(closed: readonly vscode.Tab[]): void {
    for (const number of closed.map(numberOf))
      if (number !== undefined && tabsOf(number).length === 0) this.asked.get(number)?.answer(false);
  }
}

const isSame = (one: Proposed, other: Proposed): boolean =>
  one.file === other.file && one.before === other.before && one.after === other.after;

const tabsOf = (number: string): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => numberOf(tab) === number);

function numberOf(tab: vscode.Tab | undefined): string | undefined {
  const input = tab?.input;
  const isOurs = input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme;
  return isOurs ? input.modified.query : undefined;
}
