// A name for a new entry that no other one has.

/** The name, or with a number where it is taken, whatever its case: names are folders, and some disks do not tell case apart. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const others = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!others.has(name.toLowerCase())) return name;
  }
}
