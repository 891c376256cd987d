// What stands in the cells of one column's row: what is missing, and its range or its top values.
import { html, nothing, svg } from 'lit';
import type { ColumnProfile } from '../../src/protocol/data';
import { brief, count, counted, figure, percent } from '../../src/protocol/figures';
import { days } from '../../src/protocol/times';
import { isolated } from '../parts/isolated';

/** Values that only look present. */
export const hidden = ({ hiddenMissing }: ColumnProfile) =>
  Object.values(hiddenMissing).reduce((sum, value) => sum + value, 0);

export function missing(column: ColumnProfile, rows: number) {
  const share = rows === 0 ? 0 : column.missing / rows;
  const disguised = rows === 0 ? 0 : hidden(column) / rows;
  const told = Object.entries(column.hiddenMissing)
    .map(([token, number]) => `${count(number)} only look present (“${isolated(token)}”)`)
    .join(', ');
  const title = [`${counted(column.missing, 'value')} missing`, told].filter(Boolean).join('; ');
  return html`<div class="missing" title=${title}>
    <svg class="share" viewBox="0 0 48 6" aria-hidden="true">
      ${share + disguised > 0 ? svg`<rect class="track" width="48" height="6" rx="1"></rect>` : nothing}
      <rect class="gone" width=${48 * share} height="6" rx="1"></rect>
      <rect class="disguised" x=${48 * share} width=${48 * disguised} height="6" rx="1"></rect>
    </svg>
    <span class="number"
      >${percent(share)}${
        disguised > 0
          ? html`<span class="quiet"> + ${percent(disguised)}</span><span class="hidden-text">${told}</span>`
          : nothing
      }</span
    >
  </div>`;
}

/** Whether what a column means is not plain from its type. */
export const saysMore = ({ kind, semantic }: ColumnProfile) =>
  semantic !== kind && !['unknown', 'number', 'date'].includes(semantic);

export function summary(column: ColumnProfile, rows: number): string {
  const { min, max, mean, kind, distinct } = column;
  if (kind === 'date' || kind === 'timestamp')
    return typeof min === 'string' && typeof max === 'string' ? days(min, max) : '';
  if (typeof min === 'number' && typeof max === 'number') {
    if (distinct === 1 && min === max) return figure(min);
    return `${figure(min)} to ${figure(max)}${mean === undefined ? '' : `, mean ${figure(mean)}`}`;
  }
  return column.top
    .slice(0, 4)
    .map(({ value, count: times }) => `${isolated(value)} ${rows > 0 ? percent(times / rows) : brief(times)}`)
    .join(', ');
}
