// Which columns are degrees of latitude and longitude: by name and range, and by a column to go with them where the name is short.
import { isNumeric } from './kind';
import type { ColumnProfile } from './profile';

const axes = [
  { full: 'latitude', short: ['lat'], most: 90 },
  { full: 'longitude', short: ['lon', 'lng', 'long'], most: 180 },
] as const;

/** The columns, those of places told as such. */
export function withPlaces(columns: readonly ColumnProfile[]): ColumnProfile[] {
  const found = columns.map((column) => placeOf(column));
  const has = (axis: number, stem: string) => found.some((one) => one?.axis === axis && one.stem === stem);
  return columns.map((column, at) => {
    const place = found[at];
    if (!place || (!place.isFull && !has(1 - place.axis, place.stem))) return column;
    return { ...column, semantic: 'geo' };
  });
}

interface Place {
  readonly axis: number;
  /** What is left of the name: `origin_lat` goes with `origin_lon`. */
  readonly stem: string;
  readonly isFull: boolean;
}

function placeOf({ name, kind, semantic, min, max }: ColumnProfile): Place | undefined {
  if (!isNumeric(kind) || semantic === 'id' || typeof min !== 'number' || typeof max !== 'number')
    return undefined;
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_.-]+/);
  for (const [axis, { full, short, most }] of axes.entries()) {
    const at = words.findIndex((word) => word === full || (short as readonly string[]).includes(word));
    if (at < 0 || Math.max(-min, max) > most) continue;
    return { axis, stem: words.toSpliced(at, 1).join(' '), isFull: words[at] === full };
  }
  return undefined;
}
