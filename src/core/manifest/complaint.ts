// A complaint: one thing wrong at a path of the manifest, before it is known at which line that path stands.
import type { Path } from './schemaAt';

export interface Complaint {
  readonly severity: 'error' | 'warning';
  /** May lead to something that is not there: then the last key that is there is pointed at. */
  readonly path: Path;
  /** What of it is pointed at; the value unless told. */
  readonly at?: 'key' | 'value';
  readonly message: string;
  /** What would be right. */
  readonly hint?: string | undefined;
}

/** `datasets.bank.prepare[2].trim`: items are counted from 1, as people do. */
export function pathText(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key + 1}]` : index === 0 ? key : `.${key}`))
    .join('');
}

/** A value as a person would call it: `the text "x"`, `the number 5`, `a list`. */
export function called(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return `the text "${value.length > 60 ? `${value.slice(0, 60)}...` : value}"`;
    case 'number':
      return `the number ${value}`;
    case 'boolean':
      return String(value);
    default:
      return 'a map';
  }
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, key)
        ? (inside as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}
