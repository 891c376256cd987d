// A metric as something that rows can be drawn for again: the one shape that values, bootstrap and comparisons take.

/** How often each unit was drawn. One concrete type: loops over a mix of types run many times slower. */
export type Draws = Uint32Array;

export type Statistic =
  | {
      /** A function of sums over rows: draws cost one pass over the units. */
      readonly kind: 'sums';
      /** Columns to be summed, each one number a row. */
      readonly parts: readonly Float64Array[];
      /** `sums`: one for each part. `rows`: how many rows were summed. NaN where it has no value. */
      readonly of: (sums: ArrayLike<number>, rows: number) => number;
    }
  | {
      /** Anything else, e.g. by order: every draw costs a pass over the rows. */
      readonly kind: 'draws';
      readonly rows: number;
      /** Prepares for draws of units (groups or blocks of rows; undefined: the rows themselves). */
      readonly bind: (unitOf: Uint32Array | undefined) => (draws: Draws) => number;
    };

/** The mean of one number a row. */
export const meanOf = (part: Float64Array): Statistic => ({
  kind: 'sums',
  parts: [part],
  of: (sums, rows) => (sums[0] as number) / rows,
});

export const rowsOf = (statistic: Statistic) =>
  statistic.kind === 'draws' ? statistic.rows : (statistic.parts[0]?.length ?? 0);

/** The statistic of the rows as they are. */
export function valueOf(statistic: Statistic): number {
  const rows = rowsOf(statistic);
  if (statistic.kind === 'draws') return statistic.bind(undefined)(new Uint32Array(rows).fill(1));
  return statistic.of(
    statistic.parts.map((part) => part.reduce((sum, value) => sum + value, 0)),
    rows,
  );
}

/** How much the second is better, both over the same rows: second - first, or first - second for a loss. */
export function gain(first: Statistic, second: Statistic, isLoss: boolean): Statistic {
  const better = (one: number, two: number) => (isLoss ? one - two : two - one);
  if (first.kind === 'sums' && second.kind === 'sums') {
    const middle = first.parts.length;
    return {
      kind: 'sums',
      parts: [...first.parts, ...second.parts],
      of: (sums, rows) => {
        const all = Array.from(sums);
        return better(first.of(all.slice(0, middle), rows), second.of(all.slice(middle), rows));
      },
    };
  }
  const [one, two] = [asDraws(first), asDraws(second)];
  return {
    kind: 'draws',
    rows: one.rows,
    bind: (unitOf) => {
      const [ofFirst, ofSecond] = [one.bind(unitOf), two.bind(unitOf)];
      return (draws) => better(ofFirst(draws), ofSecond(draws));
    },
  };
}

/** Statistics of parts of the rows, added up by their weights. The rows of the parts follow each other. */
export function weightedSum(
  parts: readonly { readonly statistic: Statistic; readonly weight: number }[],
): Statistic {
  let rows = 0;
  const placed = parts.map(({ statistic, weight }) => {
    const start = rows;
    rows += rowsOf(statistic);
    return { statistic: asDraws(statistic), weight, start };
  });
  return {
    kind: 'draws',
    rows,
    bind: (unitOf) => {
      const bound = placed.map(({ statistic, weight, start }) => {
        const own = Uint32Array.from(
          { length: statistic.rows },
          (_row, row) => unitOf?.[start + row] ?? start + row,
        );
        return { evaluate: statistic.bind(own), weight };
      });
      return (draws) => bound.reduce((sum, { evaluate, weight }) => sum + weight * evaluate(draws), 0);
    },
  };
}

function asDraws(statistic: Statistic): Extract<Statistic, { kind: 'draws' }> {
  if (statistic.kind === 'draws') return statistic;
  const { parts, of } = statistic;
  const rows = rowsOf(statistic);
  return {
    kind: 'draws',
    rows,
    bind: (unitOf) => (draws) => {
      const sums = new Float64Array(parts.length);
      let drawn = 0;
      for (let row = 0; row < rows; row++) {
        const times = draws[unitOf?.[row] ?? row] as number;
        drawn += times;
        for (let part = 0; part < parts.length; part++)
          sums[part] = (sums[part] as number) + times * ((parts[part] as Float64Array)[row] as number);
      }
      return of(sums, drawn);
    },
  };
}
