// The room behind the last column of a grid, with which its end is a place where it may come to rest.

/** `stops`: how far it is moved where a column stands at its edge. `end`: how far it could be moved without room. */
export function endRoom(stops: readonly number[], end: number): number {
  if (end <= 0) return 0;
  const last = stops.find((stop) => stop > end - 1);
  return last === undefined ? 0 : Math.max(0, Math.ceil(last - end));
}
