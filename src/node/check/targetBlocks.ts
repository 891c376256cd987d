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
}

const mostBlocks = 20;
const leastRowsOfBlock = 50;
const mostAnswers = 10;

export async function targetBlocks(
  db: Database,
  { table, target, rows, time }: BlocksOptions,
): Promise<TargetBlocks> {
  const blocks = Math.min(mostBlocks, Math.floor(rows / leastRowsOfBlock));
  const answer = answerOf(target);
  const by = time === undefined ? 'order' : 'time';
  if (blocks < 2 || answer === undefined) return { by, answers: [], counts: [] };
  const order = time === undefined ? 'place' : `${identifier(time)}, place`;
  const counted = await db.rows<{ block: number; answer: string; n: number }>(
    `WITH placed AS (SELECT *, row_number() OVER () AS place FROM ${table}),
       answered AS (SELECT ${answer} AS answer, row_number() OVER (ORDER BY ${order}) - 1 AS nth FROM placed
         WHERE ${identifier(target.name)} IS NOT NULL)
     SELECT ((nth * ${blocks}) // ${rows})::INTEGER AS block, answer, count(*) AS n FROM answered GROUP BY ALL`,
  );
  const answers = [...new Set(counted.map((row) => row.answer))].sort();
  const counts = Array.from({ length: blocks }, () => answers.map(() => 0));
  for (const { block, answer: own, n } of counted) {
    const row = counts[Math.min(block, blocks - 1)];
    if (row) row[answers.indexOf(own)] = n;
  }
  return { by, answers, counts };
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
