// Pairs of columns of which one says what the other says, or hardly more.
import { midranks } from '../evaluate/rank';
import type { Sample, SampleColumn, SampleValue } from './sample';

export interface Redundancy {
  /** The later of the two in the table. */
  readonly column: string;
  readonly of: string;
  /**
   * `copy`: the same values. `recoded`: each value of the one goes with one of the other, both ways. `told`: each value of `of`
   * goes with one of `column`. `mostly`: the same values in most rows. `alike`: numbers in nearly the same order.
   */
  readonly how: 'copy' | 'recoded' | 'told' | 'mostly' | 'alike';
  /** Share of rows with the same value, or Spearman's rank correlation. */
  readonly strength: number;
  /** Rows looked at. */
  readonly rows: number;
}

const leastRows = 30;
/** Looked at first, so that most pairs are done with soon. */
const firstRows = 200;
const alike = 0.98;
/** Rank correlation of the first rows. */
const hopeless = 0.5;
/** Of more columns, pairs are too many to look at. */
const mostColumns = 1_000;
/** Of the agreement beyond chance (Cohen's kappa). */
const mostly = 0.7;
/** That a column is told by chance. */
const level = 1e-6;
/** Numbers with fewer values are compared as names. */
const leastOrdered = 10;

interface Coded {
  readonly column: SampleColumn;
  /** Equal values have equal codes. */
  readonly codes: Uint32Array;
  readonly distinct: number;
  /** The share of pairs of rows that agree. */
  readonly collision: number;
  /** Centred and of length 1, 0 where missing; undefined for names. */
  readonly ranks?: Float64Array;
}

/** One for each column that an earlier one makes superfluous, by its closest relation to one. */
export function redundantIn(sample: Sample, columns: readonly string[]): Redundancy[] {
  const known = new Set(columns.slice(0, mostColumns));
  const coded = sample.columns
    .filter(({ name }) => known.has(name))
    .map(code)
    .filter(({ distinct }) => distinct > 1);
  return coded.flatMap((later, at) => {
    const found = coded.slice(0, at).flatMap((earlier) => relation(earlier, later) ?? []);
    return found
      .sort(
        (a, b) => order.indexOf(a.how) - order.indexOf(b.how) || Math.abs(b.strength) - Math.abs(a.strength),
      )
      .slice(0, 1);
  });
}

const order: readonly Redundancy['how'][] = ['copy', 'recoded', 'told', 'mostly', 'alike'];

function code(column: SampleColumn): Coded {
  const values = new Map<SampleValue, number>();
  const counts: number[] = [];
  const codes = Uint32Array.from(column.values, (value) => {
    const known = values.get(value) ?? values.size;
    values.set(value, known);
    counts[known] = (counts[known] ?? 0) + 1;
    return known;
  });
  const isOrdered = column.kind === 'ordered' && counts.length > leastOrdered;
  return {
    column,
    codes,
    distinct: counts.length,
    collision: counts.reduce((sum, count) => sum + (count / codes.length) ** 2, 0),
    ...(isOrdered ? { ranks: standardRanks(column) } : {}),
  };
}

function standardRanks({ values }: SampleColumn): Float64Array {
  const present = values.flatMap((value, row) => (typeof value === 'number' ? [row] : []));
  const ranks = midranks(Float64Array.from(present, (row) => values[row] as number));
  const middle = (present.length + 1) / 2;
  const length = Math.sqrt(ranks.reduce((sum, rank) => sum + (rank - middle) ** 2, 0));
  const standard = new Float64Array(values.length);
  present.forEach((row, at) => (standard[row] = ((ranks[at] as number) - middle) / length));
  return standard;
}

function relation(a: Coded, b: Coded): Redundancy | undefined {
  const rows = a.codes.length;
  if (rows < leastRows) return undefined;
  const found = (how: Redundancy['how'], strength: number): Redundancy => ({
    column: b.column.name,
    of: a.column.name,
    how,
    strength,
    rows,
  });
  const same = sameShare(a, b);
  if (same === 1) return found('copy', 1);
  if (isTold(a, b)) return found(isTold(b, a) ? 'recoded' : 'told', 1);
  if (isTold(b, a)) return { ...found('told', 1), column: a.column.name, of: b.column.name };
  const chance = same > 0 ? sameByChance(a, b) : 0;
  if (same > chance && (same - chance) / (1 - chance) >= mostly) return found('mostly', same);
  const rank = rankCorrelation(a, b);
  if (Math.abs(rank) >= 1 - 1e-9) return found('recoded', rank);
  return Math.abs(rank) >= alike ? found('alike', rank) : undefined;
}

function sameShare({ column: { values: a } }: Coded, { column: { values: b } }: Coded): number {
  let same = 0;
  for (let row = 0; row < a.length; row++) {
    if (a[row] === b[row]) same++;
    if (row === firstRows && same < firstRows / 2) return 0;
  }
  return same / a.length;
}

function sameByChance({ column: { values: a } }: Coded, { column: { values: b } }: Coded): number {
  const counts = new Map<SampleValue, number>();
  for (const one of a) counts.set(one, (counts.get(one) ?? 0) + 1);
  return b.reduce<number>((sum, one) => sum + (counts.get(one) ?? 0), 0) / a.length ** 2;
}

/** Each value of `a` goes with one of `b`, again and again: by chance, so many rows would not have agreed. */
function isTold({ codes: a, distinct }: Coded, { codes: b, collision }: Coded): boolean {
  const again = a.length - distinct;
  // Rows that are equal in all agree in these two as well: most values have to come again.
  if (2 * distinct > a.length || again * Math.log(collision) > Math.log(level)) return false;
  const partner = new Map<number, number>();
  for (let row = 0; row < a.length; row++) {
    const [own, other] = [a[row] as number, b[row] as number];
    const known = partner.get(own);
    if (known === undefined) partner.set(own, other);
    else if (known !== other) return false;
  }
  return true;
}

/** Spearman's, a missing value taken for a middle one. */
function rankCorrelation({ ranks: a }: Coded, { ranks: b }: Coded): number {
  if (!a || !b) return 0;
  let sum = 0;
  for (let row = 0; row < a.length; row++) {
    sum += (a[row] as number) * (b[row] as number);
    // By so many rows it is known to within 0.1 or so.
    if (row === firstRows && Math.abs(sum) * a.length < hopeless * firstRows) return 0;
  }
  return sum;
}
