// Work that a person waits for: its progress beside its title, and a Cancel that aborts it.
import * as vscode from 'vscode';

export interface Step {
  readonly message?: string;
  /** Between 0 and 1; undefined where it cannot be told. */
  readonly share?: number;
}

export function withProgress<T>(
  title: string,
  work: (report: (step: Step) => void, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      const stopping = new AbortController();
      token.onCancellationRequested(() => {
        progress.report({ message: vscode.l10n.t('stopping') });
        stopping.abort();
      });
      let done = 0;
      const report = ({ message, share }: Step) => {
        const increment = share === undefined ? 0 : Math.max(0, share * 100 - done);
        done += increment;
        progress.report({
          ...(message !== undefined && { message }),
          ...(increment > 0 && { increment }),
        });
      };
      return work(report, stopping.signal);
    },
  );
}
