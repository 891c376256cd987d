// How far a box has to be scrolled, along one axis, until something stands within its edges.

/** Where there is no room for all of it, its start is what is seen. */
export function wayInto(
  start: number,
  length: number,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  if (start < from) return start - from;
  return Math.min(start - from, Math.max(0, start + length - to));
}
