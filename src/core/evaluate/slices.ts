// A metric within parts of the rows: by the value of a column, numbers by the quartiles of a reference.
import type { MetricName } from './metrics';
import type { SliceFigure } from './evaluation';
import { metricInterval, type MeasureOptions } from './metricInterval';
import { ascending, countBelow } from './rank';
import { keptRows, take, takeAny, type Numbers } from './rows';
import { compareText } from '../order';

export type SliceColumn =
  | {
      readonly kind: 'numeric';
      readonly name: string;
      readonly values: Numbers;
      /** Inner borders, ascending (`quartiles` of the training rows); undefined takes the quartiles of these rows. */
      readonly borders?: readonly number[];
    }
  | {
      readonly kind: 'categorical';
      readonly name: string;
      /** Empty text and undefined are missing. */
      readonly values: ArrayLike<string | undefined>;
    };

export interface Slice extends SliceFigure {
  readonly rows: number;
  /** Of all rows with label and score. */
  readonly share: number;
}

/** Categories beyond the most frequent ones are put together. */
const mostCategories = 20;

/** The metric with its interval in every slice of every column; missing values are a slice of their own. Columns in the order given, numbers ascending, categories from the most frequent. */
export function evaluateSlices(
  options: MeasureOptions & { readonly metric: MetricName; readonly columns: readonly SliceColumn[] },
): Slice[] {
  const { metric, columns, labels, scores, groups, ...rest } = options;
  const kept = keptRows([labels, scores]);
  const rows = kept ?? Uint32Array.from({ length: labels.length }, (_row, index) => index);
  return columns.flatMap((column) =>
    slicesOf(column, rows).map(([slice, members]) => {
      const chosen = Uint32Array.from(members);
      const figure = metricInterval(metric, {
        ...rest,
        labels: take(labels, chosen),
        scores: take(scores, chosen),
        ...(groups === undefined ? {} : { groups: takeAny(groups, chosen) }),
      });
      return { column: column.name, slice, figure, rows: chosen.length, share: chosen.length / rows.length };
    }),
  );
}

/** The three quartiles without missing values, as borders of slices; fewer where they coincide. */
export function quartiles(values: Numbers): number[] {
  const sorted = ascending(take(values, keptRows([values])));
  const cuts = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * sorted.length)]);
  return cuts.filter((cut, index): cut is number => cut !== undefined && cut !== cuts[index - 1]);
}

type Members = readonly (readonly [slice: string, rows: readonly number[]])[];

function slicesOf(column: SliceColumn, rows: Uint32Array): Members {
  return column.kind === 'numeric' ? numericSlices(column, rows) : categoricalSlices(column.values, rows);
}

function numericSlices(
  { values, borders }: Extract<SliceColumn, { kind: 'numeric' }>,
  rows: Uint32Array,
): Members {
  const cuts = borders ?? quartiles(take(values, rows));
  const sorted = Float64Array.from(cuts);
  // A value equal to a border belongs above it.
  const bins = [...cuts, undefined].map(() => [] as number[]);
  const missing: number[] = [];
  for (const row of rows) {
    const value = values[row] as number;
    if (Number.isNaN(value)) missing.push(row);
    else {
      const below = countBelow(sorted, value);
      bins[below + Number(sorted[below] === value)]?.push(row);
    }
  }
  const name = (bin: number) => {
    const [from, to] = [cuts[bin - 1], cuts[bin]];
    if (from === undefined) return to === undefined ? 'all' : `< ${plain(to)}`;
    return to === undefined ? `>= ${plain(from)}` : `${plain(from)} to < ${plain(to)}`;
  };
  const named = bins.map((members, bin) => [name(bin), members] as const);
  return [...named, ['missing', missing] as const].filter(([, members]) => members.length > 0);
}

function categoricalSlices(values: ArrayLike<string | undefined>, rows: Uint32Array): Members {
  const byValue = new Map<string, number[]>();
  const missing: number[] = [];
  for (const row of rows) {
    const value = values[row];
    if (value === undefined || value === '') {
      missing.push(row);
      continue;
    }
    const members = byValue.get(value);
    if (members === undefined) byValue.set(value, [row]);
    else members.push(row);
  }
  const ordered = [...byValue].sort(([a, one], [b, two]) => two.length - one.length || compareText(a, b));
  const rest = ordered.slice(mostCategories);
  const others = rest.flatMap(([, members]) => members);
  const slices: Members = [
    ...ordered.slice(0, mostCategories),
    [`${rest.length} other values`, others],
    // A category may have that name.
    [byValue.has('missing') ? 'no value' : 'missing', missing],
  ];
  return slices.filter(([, members]) => members.length > 0);
}

const plain = (value: number) => String(Number(value.toPrecision(6)));
