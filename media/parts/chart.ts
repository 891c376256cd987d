// The one way a chart gets onto a page: Plot's own style element carries the page's nonce before it is inserted, and the width follows the page.
import * as Plot from '@observablehq/plot';
import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';

/** `width` is the element's own, in pixels. */
export type Draw = (width: number) => Plot.PlotOptions;

@customElement('ml-chart')
export class Chart extends LitElement {
  static override styles = css`
    :host {
      display: block;
      min-width: 0;
    }
    svg {
      display: block;
      overflow: visible;
      max-width: 100%;
    }
  `;
  @property({ attribute: false }) draw: Draw | undefined;
  /** What the chart says, for people who cannot see it. */
  @property() label = '';
  @state() private width = 0;
  private readonly observer = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.floor(entry.contentRect.width);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    this.observer.disconnect();
    super.disconnectedCallback();
  }

  override render() {
    if (!this.draw || this.width < 40) return html``;
    return html`<div role="img" aria-label=${this.label}>${plotted(this.draw(this.width), this.width)}</div>`;
  }
}

function plotted(options: Plot.PlotOptions, width: number): Element {
  const drawing = Plot.plot({
    ...options,
    width,
    style: { background: 'transparent', color: 'inherit', fontSize: '11px', fontFamily: 'inherit' },
  });
  // The editor puts a script of its own before ours, so the nonce is taken from our stylesheet.
  const nonce = document.getElementById('vscode-codicon-stylesheet')?.nonce ?? '';
  for (const style of drawing.querySelectorAll('style')) style.setAttribute('nonce', nonce);
  return drawing;
}
