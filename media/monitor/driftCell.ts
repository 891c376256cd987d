// One cell of the drift grid read out: the judgement first, which is told aloud; what it rests on is folded below.
import { html, nothing } from 'lit';
import type { ColumnDrift, WindowState } from '../../src/protocol/monitor';
import { counted } from '../../src/protocol/figures';
import { isolated } from '../parts/isolated';
import { driftFigures, judgementOf } from './driftFigures';

export interface ReadCell {
  readonly name: string;
  readonly window: WindowState;
  /** Undefined where the window does not know the column. */
  readonly drift: ColumnDrift | undefined;
}

export function driftCell({ name, window, drift }: ReadCell) {
  const { span, version, rows } = window;
  return html`
    <p aria-live="polite">
      <b>${isolated(name)}</b>, ${span}, version ${version}, ${counted(rows, 'row')}:
      ${drift ? judgementOf(drift) : 'not measured'}
    </p>
    ${
      drift
        ? html`<details>
            <summary class="quiet">All measures</summary>
            <dl>
              ${driftFigures(drift).map(
                ([term, value]) =>
                  html`<div>
                    <dt>${term}</dt>
                    <dd>${value}</dd>
                  </div>`,
              )}
            </dl>
          </details>`
        : nothing
    }
  `;
}
