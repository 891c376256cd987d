// Which rows belong together: rows of one customer are not independent, and intervals are drawn by customer. How they are drawn is in `resampleUnits`.

/**
 * The group of each row by its key. Undefined where the key tells every row from the others: then rows are independent. A row
 * without a key is a group of its own.
 */
export function groupsOf(keys: readonly unknown[]): readonly string[] | undefined {
  let isShared = false;
  const seen = new Set<string>();
  const groups = keys.map((key, row) => {
    // No text of a key begins as those of rows without one do.
    if (key === null || key === undefined || key === '') return `row ${row}`;
    const group = `key ${JSON.stringify(key)}`;
    if (seen.has(group)) isShared = true;
    seen.add(group);
    return group;
  });
  return isShared ? groups : undefined;
}
