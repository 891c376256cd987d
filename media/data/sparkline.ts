// A column's distribution at the size of a word: bars of its histogram, or of its most frequent values.
import { svg, html, nothing } from 'lit';
import type { ColumnProfile } from '../../src/protocol/data';

const width = 120;
const height = 22;

/** Nothing where the profile knows no distribution. */
export function sparkline(column: ColumnProfile) {
  const bars = column.histogram
    ? column.histogram.counts.map((count) => ({ count, isRest: false }))
    : [
        ...column.top.slice(0, 11).map(({ count }) => ({ count, isRest: false })),
        ...rest(column).map((count) => ({ count, isRest: true })),
      ];
  const most = Math.max(...bars.map(({ count }) => count), 0);
  if (most === 0) return nothing;
  const step = width / bars.length;
  const gap = column.histogram ? 0.5 : Math.min(2, step / 3);
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" role="img" aria-label=${described(column)}>
    ${bars.map(({ count, isRest }, index) => {
      const tall = count === 0 ? 0 : Math.max(1, (count / most) * height);
      return svg`<rect class=${isRest ? 'rest' : 'bar'} x=${index * step} y=${height - tall}
        width=${Math.min(24, Math.max(0.5, step - gap))} height=${tall}></rect>`;
    })}
  </svg>`;
}

function rest({ top, other }: ColumnProfile): number[] {
  const beyond = top.slice(11).reduce((sum, { count }) => sum + count, other);
  return beyond > 0 ? [beyond] : [];
}

function described(column: ColumnProfile): string {
  if (column.histogram)
    return `Histogram of ${column.name} from ${column.min ?? '?'} to ${column.max ?? '?'}`;
  return `Most frequent values of ${column.name}: ${column.top
    .slice(0, 3)
    .map(({ value }) => value)
    .join(', ')}`;
}
