// What each value of a column says of a yes-or-no question, learnt on one half of the rows and read on the other.
import type { SampleColumn } from './sample';

/** Ordered values are cut into at most so many bins of about equal count. */
const mostBins = 20;
const leastRowsOfBin = 10;
/** A bin's evidence is drawn towards none by so many rows of the average. */
const shrinkage = 4;

/** A column's values as small whole numbers, once for each half of the rows (even, odd) that is learnt from. */
export interface Encoded {
  readonly halves: readonly [Codes, Codes];
}

interface Codes {
  readonly codes: Uint32Array;
  readonly size: number;
}

/** Named values get a code each; ordered ones the bin that the half's own values make. A missing value is a value. */
export function encode(column: SampleColumn): Encoded {
  if (column.kind === 'ordered') return { halves: [byBins(column, 0), byBins(column, 1)] };
  const known = new Map<number | string | null, number>();
  const codes = Uint32Array.from(column.values, (value) => {
    const code = known.get(value) ?? known.size;
    known.set(value, code);
    return code;
  });
  const own = { codes, size: known.size };
  return { halves: [own, own] };
}

/** Of these rows only, as they were encoded among all. */
export const codesAt = ({ halves }: Encoded, places: Uint32Array): Encoded => {
  const at = ({ codes, size }: Codes): Codes => ({ codes: places.map((row) => codes[row] as number), size });
  return { halves: [at(halves[0]), at(halves[1])] };
};

/**
 * The log odds, beyond the average, that each row's value speaks for. A row's figure is learnt from rows of the other half
 * only, so that a value seen once tells nothing. `answers`: 1 or 0 a row.
 */
export function logOdds({ halves }: Encoded, answers: Uint8Array): Float64Array {
  const scores = new Float64Array(answers.length);
  for (const half of [0, 1] as const) {
    const { codes, size } = halves[1 - half] as Codes;
    const learnt = learn({ codes, size }, answers, 1 - half);
    for (let row = half; row < answers.length; row += 2) scores[row] = learnt[codes[row] as number] as number;
  }
  return scores;
}

function learn({ codes, size }: Codes, answers: Uint8Array, half: number): Float64Array {
  const yes = new Float64Array(size);
  const all = new Float64Array(size);
  let [yesses, rows] = [0, 0];
  for (let row = half; row < answers.length; row += 2) {
    const code = codes[row] as number;
    const answer = answers[row] as number;
    yes[code] = (yes[code] as number) + answer;
    all[code] = (all[code] as number) + 1;
    yesses += answer;
    rows += 1;
  }
  const average = (yesses + 0.5) / (rows + 1);
  const odds = (share: number) => Math.log(share / (1 - share));
  return yes.map(
    (count, code) =>
      odds((count + shrinkage * average) / ((all[code] as number) + shrinkage)) - odds(average),
  );
}

function byBins({ values }: SampleColumn, half: number): Codes {
  const own = Float64Array.from(
    values.filter((value, row): value is number => row % 2 === half && typeof value === 'number'),
  ).sort();
  const bins = Math.min(mostBins, Math.max(2, Math.floor(own.length / leastRowsOfBin)));
  const edges = [
    ...new Set(
      Array.from({ length: bins - 1 }, (_, at) => own[Math.floor(((at + 1) * own.length) / bins)] ?? 0),
    ),
  ];
  const codes = Uint32Array.from(values, (value) =>
    typeof value === 'number' ? edgesUpTo(edges, value) : edges.length + 1,
  );
  return { codes, size: edges.length + 2 };
}

/** The number of ascending edges at or below the value. */
function edgesUpTo(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
