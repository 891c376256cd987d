// Names of columns as a table can have them: each there once, without regard to capitals, and none empty.

/** As DuckDB names those of a CSV: the later of two gets a number added, one without a name its place, counted from 0. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const base = name.trim() === '' ? `column${String(index)}` : name;
    let unique = base;
    for (let number = 1; taken.has(unique.toLowerCase()); number++) unique = `${base}_${String(number)}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
