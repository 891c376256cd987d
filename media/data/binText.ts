// What a histogram's bars say of themselves: the outermost hold what lies beyond its edges too.
import type { ColumnProfile } from '../../src/protocol/data';
import { counted, figure } from '../../src/protocol/figures';
import { day } from '../../src/protocol/times';

type Binned = Pick<ColumnProfile, 'histogram' | 'kind' | 'min' | 'max'>;

/** `14,000 and more: 327 rows`; one a bin. */
export function binTexts(column: Binned): readonly string[] {
  const { edges = [], counts = [] } = column.histogram ?? {};
  const { below, above } = openEnds(column);
  return counts.map((rows, at) => {
    const [from, to] = [written(column, edges[at]), written(column, edges[at + 1])];
    const range =
      at === 0 && below
        ? `below ${to}`
        : at === counts.length - 1 && above
          ? `${from} and more`
          : `${from} to ${to}`;
    return `${range}: ${counted(rows, 'row')}`;
  });
}

/** A sentence on the bars that hold more than their own width; undefined where none does. */
export function openEndsText(column: Binned): string | undefined {
  const { edges = [] } = column.histogram ?? {};
  const { below, above } = openEnds(column);
  const [low, high] = [written(column, edges[1]), written(column, edges.at(-2))];
  if (below && above) return `The first and last bar hold all below ${low} and all from ${high} on.`;
  if (below) return `The first bar holds all below ${low}.`;
  return above ? `The last bar holds all from ${high} on.` : undefined;
}

function openEnds({ histogram, min, max }: Binned) {
  const { edges = [], counts = [] } = histogram ?? {};
  if (counts.length < 2) return { below: false, above: false };
  return {
    below: placed(min) < (edges[0] ?? -Infinity),
    above: placed(max) > (edges.at(-1) ?? Infinity),
  };
}

/** As edges are: times in milliseconds since 1970. */
const placed = (value: number | string | undefined) =>
  typeof value === 'string' ? Date.parse(value) : (value ?? NaN);

const written = ({ kind }: Binned, edge = 0) =>
  kind === 'date' || kind === 'timestamp' ? day(new Date(edge).toISOString()) : figure(edge);
