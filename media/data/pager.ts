// Walks through a long table page by page.
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { html } from 'lit';
import { count, counted } from '../../src/protocol/figures';

export interface Page {
  readonly offset: number;
  /** How many rows are shown. */
  readonly shown: number;
  readonly total: number;
  readonly pageSize: number;
  readonly go: (offset: number) => void;
}

/** Where among `total` rows the shown ones lie, and buttons that call `go` with another offset; no buttons where one page holds all. */
export function pager({ offset, shown, total, pageSize, go }: Page) {
  const last = Math.max(0, Math.floor((total - 1) / pageSize) * pageSize);
  const to = (where: number) => () => go(where);
  if (total <= shown) return html`<span class="quiet number" role="status">${counted(total, 'row')}</span>`;
  const isFirst = offset === 0;
  const isLast = offset >= last;
  const previous = Math.max(0, offset - pageSize);
  const next = Math.min(last, offset + pageSize);
  return html`
    <span class="quiet number" role="status"
      >${count(offset + 1)} to ${count(offset + shown)} of ${counted(total, 'row')}</span
    >
    <vscode-toolbar-button label="First page" ?disabled=${isFirst} @click=${to(0)}
      >First</vscode-toolbar-button
    >
    <vscode-toolbar-button
      icon="chevron-left"
      label="Previous page"
      ?disabled=${isFirst}
      @click=${to(previous)}
    ></vscode-toolbar-button>
    <vscode-toolbar-button
      icon="chevron-right"
      label="Next page"
      ?disabled=${isLast}
      @click=${to(next)}
    ></vscode-toolbar-button>
    <vscode-toolbar-button label="Last page" ?disabled=${isLast} @click=${to(last)}
      >Last</vscode-toolbar-button
    >
  `;
}
