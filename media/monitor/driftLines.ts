// What the drift grid shows: a line a column, its measures by name, and from which value on a measure's colour is strongest.
import type { ColumnDrift, WindowState } from '../../src/protocol/monitor';

export interface Line {
  readonly name: string;
  readonly excluded: string | undefined;
  /** In the order of the windows; undefined where a window does not know the column. */
  readonly cells: readonly (ColumnDrift | undefined)[];
}

/** In the order they are offered. */
const measureNames: Readonly<Record<string, string>> = {
  psi: 'PSI',
  js: 'Jensen-Shannon',
  ks: 'Kolmogorov-Smirnov',
  chi_square: 'Chi-square',
  beyond: 'Beyond the reference',
  hellinger: 'Hellinger',
  wasserstein: 'Wasserstein',
  l_infinity: 'L-infinity',
  total_variation: 'Total variation',
};

export const measureName = (measure: string) => measureNames[measure] ?? measure;

/** Drift that nobody would overlook. */
const strong: Readonly<Record<string, number>> = { psi: 0.5, js: 0.5, ks: 0.5, hellinger: 0.5 };
/** They grow with the rows, so two windows' values say nothing beside each other. */
const growing: ReadonlySet<string> = new Set(['chi_square']);

/** Where a measure's colour is strongest: for those without a known value, the largest of a judged column. Undefined for one that has no colour. */
export function strongestOf(lines: readonly Line[], measure: string): number | undefined {
  if (growing.has(measure)) return undefined;
  const known = strong[measure];
  if (known !== undefined) return known;
  const judged = lines.filter(({ excluded }) => excluded === undefined);
  const values = judged.flatMap(({ cells }) => cells.map((cell) => cell?.measures[measure]?.value ?? 0));
  return Math.max(0, ...values) || 1;
}

/** Why a cell has no value of a measure. */
export function whyNoValue(drift: ColumnDrift | undefined): string {
  if (!drift) return 'The window does not have this column';
  if (Object.keys(drift.measures).length === 0) return 'Not measured: one side has no rows';
  return drift.kind === 'categorical' ? 'Not measured for categories' : 'Not measured for numbers';
}

/** Windows that follow each other and were answered by one version. */
export interface Reign {
  readonly version: number;
  readonly windows: number;
}

export function reignsOf(windows: readonly WindowState[]): readonly Reign[] {
  const starts = windows.flatMap(({ version }, at) => (version === windows[at - 1]?.version ? [] : [at]));
  return starts.map((start, at) => ({
    version: windows[start]?.version ?? 0,
    windows: (starts[at + 1] ?? windows.length) - start,
  }));
}

/**
 * The prediction first, then judged columns by how often and how strongly they drifted, in the windows of the newest version
 * before those of earlier ones, then columns that take no part.
 */
export function linesOf(windows: readonly WindowState[]): readonly Line[] {
  const names = [...new Set(windows.flatMap(({ drift }) => drift.map(({ name }) => name)))];
  const columns = names.map((name): Line => {
    const cells = windows.map(({ drift }) => drift.find((column) => column.name === name));
    return { name, excluded: cells.find((cell) => cell?.excluded !== undefined)?.excluded, cells };
  });
  const newest = windows.at(-1)?.version;
  const weights = ({ cells, excluded }: Line) => {
    const own = cells.filter((_cell, at) => windows[at]?.version === newest);
    return [excluded === undefined ? 1 : 0, drifted(own), strength(own), drifted(cells), strength(cells)];
  };
  const sorted = columns
    .map((line) => ({ line, weights: weights(line) }))
    .sort((a, b) => b.weights.map((weight, at) => weight - (a.weights[at] ?? 0)).find(Boolean) ?? 0)
    .map(({ line }) => line);
  const predictions = windows.map(({ prediction }) => prediction);
  return predictions.some((prediction) => prediction !== undefined)
    ? [{ name: 'prediction', excluded: undefined, cells: predictions }, ...sorted]
    : sorted;
}

const drifted = (cells: Line['cells']) => cells.filter((cell) => cell?.drifted).length;
const strength = (cells: Line['cells']) =>
  cells.reduce((sum, cell) => sum + (Object.values(cell?.measures ?? {})[0]?.value ?? 0), 0);

export interface Grid {
  readonly lines: readonly Line[];
  readonly windows: readonly WindowState[];
}

/** The cell of a column and a window's key: of the first line and the newest window where the grid has none such. */
export function cellOf(
  { column, window }: { readonly column: string; readonly window?: string },
  { lines, windows }: Grid,
): { readonly row: number; readonly column: number } {
  const row = lines.findIndex(({ name }) => name === column);
  const at = windows.findIndex(({ key }) => key === window);
  return { row: Math.max(0, row), column: at < 0 ? windows.length - 1 : at };
}

/** Of all lines, in the order they are offered. */
export const measuresOf = (lines: readonly Line[]) =>
  inOrder(lines.flatMap(({ cells }) => cells.flatMap((cell) => Object.keys(cell?.measures ?? {}))));

/** Known ones in their order, others behind them. */
export function inOrder(measures: readonly string[]): readonly string[] {
  const known = Object.keys(measureNames);
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...new Set(measures)].sort((a, b) => place(a) - place(b));
}
