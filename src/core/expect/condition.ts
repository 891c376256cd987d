// Which rows an expectation speaks of: a condition over the columns of one row, and its SQL.
import { identifier } from '../quote';
import { comparable, presentValue } from './reading';
import type { Comparison, Condition, ConditionNode } from './conditionNode';
import type { ExpectedColumn } from './step';

/** `refused`: why it cannot be asked of these columns. */
export function conditionSql(
  { node, missing }: Condition,
  columns: readonly ExpectedColumn[],
): { readonly sql: string } | { readonly refused: string } {
  try {
    return { sql: sqlOf(node, missing === 'python', columns) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

/** Thrown and caught in this file only. */
class Refused extends Error {}

function sqlOf(node: ConditionNode, isPython: boolean, columns: readonly ExpectedColumn[]): string {
  const below = (inner: ConditionNode) => `(${sqlOf(inner, isPython, columns)})`;
  const settled = (sql: string) => (isPython ? `coalesce(${sql}, false)` : sql);
  if (node.kind === 'not') return `NOT ${below(node.of)}`;
  if (node.kind === 'and' || node.kind === 'or')
    return node.of.map(below).join(node.kind === 'and' ? ' AND ' : ' OR ');
  const column = columns.find(({ name }) => name === node.column);
  if (!column) throw new Refused(`there is no column ${node.column}`);
  const value = presentValue(column);
  switch (node.kind) {
    case 'missing':
      return `${value} IS NULL`;
    case 'true':
      if (column.kind !== 'boolean') throw new Refused(`${node.column} is no column of true and false`);
      return settled(value);
    case 'like':
      return settled(`${value}::VARCHAR LIKE ${quoted(node.pattern)}`);
    case 'in': {
      const listed = node.values.flatMap((one) => (one === null ? [] : (comparable(column, one) ?? [])));
      return listed.length === 0 ? 'false' : settled(`${value} IN (${listed.join(', ')})`);
    }
    case 'columns': {
      const other = columns.find(({ name }) => name === node.other);
      if (!other) throw new Refused(`there is no column ${node.other}`);
      return compared(value, node.by, presentValue(other), isPython);
    }
    case 'compare': {
      const literal = comparable(column, node.value);
      if (literal !== undefined) return compared(value, node.by, literal, isPython);
      if (node.by === '==') return 'false';
      if (node.by === '!=') return isPython ? 'true' : `${value} IS NOT NULL`;
      throw new Refused(`${node.column} is not compared with ${JSON.stringify(node.value)}`);
    }
  }
}

function compared(left: string, by: Comparison, right: string, isPython: boolean): string {
  if (by === '!=') return isPython ? `(${left} <> ${right}) IS NOT FALSE` : `${left} <> ${right}`;
  const sql = `${left} ${by === '==' ? '=' : by} ${right}`;
  return isPython ? `coalesce(${sql}, false)` : sql;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** As a person would say it. */
export function conditionText(node: ConditionNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.of.map((one) => `(${conditionText(one)})`).join(` ${node.kind} `);
    case 'not':
      return `not (${conditionText(node.of)})`;
    case 'missing':
      return `${identifier(node.column)} is missing`;
    case 'true':
      return identifier(node.column);
    case 'like':
      return `${identifier(node.column)} like ${quoted(node.pattern)}`;
    case 'in':
      return `${identifier(node.column)} in ${JSON.stringify(node.values)}`;
    case 'columns':
      return `${identifier(node.column)} ${node.by} ${identifier(node.other)}`;
    case 'compare':
      return `${identifier(node.column)} ${node.by} ${JSON.stringify(node.value)}`;
  }
}
