// An expression of a person's own over one row, judged.
import type { Problem } from '../../errors';
import type { CheckedSql, SqlEngine } from '../engine';
import { rowColumn, type Pipeline } from '../pipeline';

export async function ownExpression(
  text: string,
  what: string,
  { columns }: Pipeline,
  engine: SqlEngine,
): Promise<CheckedSql | Problem> {
  const checked = await engine.checkExpression(text, what, columns);
  if ('severity' in checked || !checked.mentions.some((name) => name.toLowerCase() === rowColumn))
    return checked;
  return {
    severity: 'error',
    message: `${what}: _row is known only to an "sql" step.`,
    hint: 'Use an "sql" step for it.',
  };
}
