// Where two texts differ, for an edit that touches nothing else and for showing a person what was changed.

export interface Difference {
  /** What stands in the first text between these becomes `text`. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** In the second text: what is new, without the blanks around it. */
  readonly changed: { readonly from: number; readonly to: number };
}

export function difference(before: string, after: string): Difference {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const text = after.slice(from, after.length - end);
  const start = from + text.length - text.trimStart().length;
  return {
    from,
    to: before.length - end,
    text,
    changed: { from: start, to: Math.max(start, from + text.trimEnd().length) },
  };
}
