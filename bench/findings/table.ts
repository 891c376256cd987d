// A table in memory that defects are planted in, and its way to a CSV file.
import type { Random } from '../../src/core/random';

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

export interface DataSet {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly target: string;
  readonly hasClasses: boolean;
  /** A column of numbers with many values, all positive, and one of names; made where the set has none. */
  readonly number: string;
  readonly text: string;
  /** ISO days, ascending with the rows. */
  readonly day: string;
}

export function csvOf(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: Value | undefined) => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [names.map(cell), ...rows.map((row) => names.map((name) => cell(row[name])))]
    .map((cells) => cells.join(','))
    .join('\n')
    .concat('\n');
}

/** Rows drawn for a defect, at least one. */
export function drawn(rows: readonly Row[], share: number, random: Random): ReadonlySet<number> {
  const wanted = Math.max(1, Math.round(share * rows.length));
  const places = new Set<number>();
  while (places.size < wanted) places.add(random.below(rows.length));
  return places;
}

/** Cells of the column in drawn rows changed; those without a value stay so. */
export function changed(
  rows: readonly Row[],
  column: string,
  places: ReadonlySet<number>,
  change: (value: NonNullable<Value>, at: number) => Value,
): Row[] {
  return rows.map((row, at) => {
    const value = row[column];
    return places.has(at) && value !== null && value !== undefined
      ? { ...row, [column]: change(value, at) }
      : row;
  });
}
