// A proposed text shown beside the one it would replace, before anything is written.
import * as vscode from 'vscode';

const scheme = 'lifecycle-proposal';

export interface Proposed {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** Texts that stand in no file, by the address that a diff shows them under. */
export class Proposals implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private shown = 0;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? '',
  });

  /** Shows the difference; resolves once it is on the screen. */
  async show({ title, before, after }: Proposed): Promise<void> {
    this.shown += 1;
    const address = (side: string, text: string) => {
      const uri = vscode.Uri.from({ scheme, path: `/${side}/lifecycle.yaml`, query: String(this.shown) });
      this.texts.set(uri.toString(), text);
      return uri;
    };
    await vscode.commands.executeCommand(
      'vscode.diff',
      address('now', before),
      address('proposed', after),
      title,
      {
        preview: true,
      },
    );
  }

  dispose(): void {
    this.registration.dispose();
  }
}
