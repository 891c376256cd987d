// The page of a panel: nothing may be loaded or run but our own script, style and font.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface Page {
  readonly webview: vscode.Webview;
  readonly extensionUri: vscode.Uri;
  /** Name of the script in dist/media, which defines the element `ml-<name>`. */
  readonly name: string;
  readonly title: string;
}

/** The only folder that a panel may load from. */
export const mediaRoot = (extensionUri: vscode.Uri) => vscode.Uri.joinPath(extensionUri, 'dist', 'media');

export function pageOf({ webview, extensionUri, name, title }: Page): string {
  const nonce = randomBytes(18).toString('base64');
  const address = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(mediaRoot(extensionUri), file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${address('panel.css')}" nonce="${nonce}">
<link rel="stylesheet" href="${address('codicon.css')}" nonce="${nonce}" id="vscode-codicon-stylesheet">
</head>
<body>
<ml-${name}></ml-${name}>
<script type="module" nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
