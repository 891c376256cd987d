// What pairs of columns have to do with each other: each measure from the pass over rows that gives it.
import type { Found, Pair } from '../../core/profile/associations';
import { orderedOf, spearman } from '../../core/profile/correlation';
import type { Database } from '../duckdb/engine';
import { turn } from '../paced';
import { measureCramersV } from './cramersV';
import { streamPairs } from './streamPairs';

/** Ranks take a sort of every column: beyond so many rows of a sample. */
const mostRanked = 20_000;
const pairsATurn = 50;

export interface MeasuredPairs {
  /** In the order of the pairs. */
  readonly found: readonly Found[];
  /** Rows that were ranked. */
  readonly sampleRows: number;
}

/** `rows`: of the table. */
export async function measurePairs(
  db: Database,
  table: string,
  pairs: readonly Pair[],
  rows: number,
): Promise<MeasuredPairs> {
  const asked = (measure: Pair['measures'][number]) =>
    pairs.filter(({ measures }) => measures.includes(measure));
  const [pearson, ranked, ratios, named] = [
    asked('pearson'),
    asked('spearman'),
    asked('correlationRatio'),
    asked('cramersV'),
  ];
  const streamed = await streamPairs(db, table, {
    pearson,
    ratios,
    sampled: ranked.flatMap(({ a, b }) => [a.column, b.column]),
    every: Math.max(1, Math.floor(rows / mostRanked)),
  });
  const found = new Map<Pair, Found>();
  const add = (pair: Pair | undefined, more: Found) =>
    pair && found.set(pair, { ...found.get(pair), ...more });
  const ordered = new Map([...streamed.samples].map(([column, values]) => [column, orderedOf(values)]));
  for (const [at, pair] of ranked.entries()) {
    if (at % pairsATurn === pairsATurn - 1) await turn(db.signal);
    const [a, b] = [ordered.get(pair.a.column), ordered.get(pair.b.column)];
    if (!a || !b) continue;
    const { value, rows: both } = spearman(a, b);
    add(pair, { rows: both, ...(value === undefined ? {} : { spearman: { value, rows: both } }) });
  }
  streamed.pearson.forEach(({ value, rows: both }, at) => add(pearson[at], { rows: both, pearson: value }));
  streamed.ratios.forEach(({ rows: both, ...correlationRatio }, at) =>
    add(ratios[at], { rows: both, correlationRatio }),
  );
  (await measureCramersV(db, table, named)).forEach(({ value, rows: both }, at) =>
    add(named[at], { rows: both, cramersV: value }),
  );
  const [sample] = [...streamed.samples.values()];
  return {
    found: pairs.map((pair) => found.get(pair) ?? { rows: 0 }),
    sampleRows: ranked.length > 0 ? (sample?.length ?? rows) : rows,
  };
}
