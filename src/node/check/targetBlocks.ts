// How often each answer of the target occurs along the rows, from the first to the last.
import type { ColumnProfile } from '../../core/profile/profile';
import { isNumeric } from '../../core/profile/kind';
import type { TargetBlocks } from '../../core/quality/facts';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { numberValue, textValue } from '../profile/columns';

export interface BlocksOptions {
  readonly table: string;
  readonly target: ColumnProfile;
  /** Rows that have a target. */
  readonly rows: number;
  /** The column of the rows' time; undefined takes the rows as they stand. */
  readonly time: string | undefined;
  /** The column that tells whose a row is; undefined where rows are taken for independent. */
  readonly key: string | undefined;
}

const mostBlocks = 20;
const leastRowsOfBlock = 50;
const mostAnswers = 10;

export async function targetBlocks(db: Database, options: BlocksOptions): Promise<TargetBlocks> {
  const { table, target, rows, time, key } = options;
  const by = time === undefined ? 'order' : 'time';
  const answer = answerOf(target);
  const most = Math.min(mostBlocks, Math.floor(rows / leastRowsOfBlock));
  const groups = key !== undefined && (await repeats(db, table, key)) ? { groups: key } : {};
  const counted = async (blocks: number): Promise<Pick<TargetBlocks, 'answers' | 'counts'>> => {
    if (blocks < 2 || answer === undefined) return { answers: [], counts: [] };
    const found = await countAnswers(db, { ...options, key: groups.groups }, answer, blocks);
    const units = Math.round(found.counts.flat().reduce((sum, n) => sum + n, 0));
    const fewer = Math.floor(units / leastRowsOfBlock);
    return fewer < blocks ? counted(fewer) : found;
  };
  return { by, ...groups, ...(await counted(most)) };
}

async function repeats(db: Database, table: string, key: string): Promise<boolean> {
  const name = identifier(key);
  const [row] = await db.rows<{ is: boolean }>(
    `SELECT count(DISTINCT ${name}) < count(${name}) AS "is" FROM ${table}`,
  );
  return row?.is ?? false;
}

/** Within a block, rows of one group count as one row together: they do not answer independently. */
async function countAnswers(
  db: Database,
  { table, target, rows, time, key }: BlocksOptions,
  answer: string,
  blocks: number,
): Promise<Pick<TargetBlocks, 'answers' | 'counts'>> {
  const order = time === undefined ? 'place' : `${identifier(time)}, place`;
  const group = key === undefined ? 'NULL' : identifier(key);
  const counted = await db.rows<{ block: number; answer: string; n: number }>(
    `WITH placed AS (SELECT *, row_number() OVER () AS place FROM ${table}),
       answered AS (SELECT ${answer} AS answer, ${group} AS whose, row_number() OVER (ORDER BY ${order}) - 1 AS nth
         FROM placed WHERE ${identifier(target.name)} IS NOT NULL),
       blocks AS (SELECT answer, whose, ((nth * ${blocks}) // ${rows})::INTEGER AS block FROM answered),
       weighed AS (SELECT block, answer,
         ${key === undefined ? '1' : 'CASE WHEN whose IS NULL THEN 1 ELSE 1 / count(*) OVER (PARTITION BY block, whose) END'} AS weight FROM blocks)
     SELECT block, answer, sum(weight)::DOUBLE AS n FROM weighed GROUP BY ALL ORDER BY ALL`,
  );
  const answers = [...new Set(counted.map((row) => row.answer))].sort();
  const counts = Array.from({ length: blocks }, () => answers.map(() => 0));
  for (const { block, answer: own, n } of counted) {
    const row = counts[Math.min(block, blocks - 1)];
    if (row) row[answers.indexOf(own)] = n;
  }
  return { answers, counts };
}

/** SQL of the answer as text; undefined where the target cannot be asked about. */
function answerOf({ name, type, kind, distinct, quantiles }: ColumnProfile): string | undefined {
  const column = { name, type, kind };
  if (kind !== 'other' && distinct <= mostAnswers)
    return kind === 'string' ? textValue(column) : `${identifier(name)}::VARCHAR`;
  const median = quantiles?.['0.5'];
  if (!isNumeric(kind) || median === undefined) return undefined;
  return `CASE WHEN ${numberValue(column)} > (${median})::DOUBLE THEN 'above the median' ELSE 'up to the median' END`;
}
