// What SQL of a manifest may say: one SELECT over the data it is given, with nothing in it that reads the world, the clock or chance.
// It is the first of two walls: the second is lock.ts, which shuts the database itself.
import type { Problem } from '../../core/errors';
import type { Database } from './engine';
import { callsOf, isCall, nameOf, type Calls } from './functions';
import { explain, objection } from './objection';
import { isNode, nodesOf, parse, placeAt, shapeOf, type SyntaxNode } from './syntax';

export interface GuardOptions {
  /** Who asks, for messages: `Step 3 (derive) of dataset "bank"`. */
  readonly what: string;
  /** Tables the query may name; its own WITH names come on top. An expression may name none. */
  readonly tables: readonly string[];
  /** Columns it sees: a column may be called `user` or `current_date`. */
  readonly columns: readonly string[];
  /** What to say to who asks for the time; undefined speaks of repeatable preparation. */
  readonly insteadOfClock?: string;
}

export type Guarded =
  | {
      readonly kind: 'allowed';
      /** The text, to be put between parentheses on lines of its own: proven to stay one SELECT, or one expression, there. */
      readonly sql: string;
      /** Every name it mentions that may be a column: aliases and fields of structs are among them. */
      readonly mentions: readonly string[];
      /** Whether it ends in an ORDER BY, and whether that can be gone on with by `, 1`. */
      readonly order: 'none' | 'closed' | 'open';
    }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Judges a whole query. */
export async function guardQuery(database: Database, text: string, options: GuardOptions): Promise<Guarded> {
  const sql = text.trim().replace(/;$/, '');
  const parsed = await parse(database, sql);
  if (parsed.kind === 'wrong') return refuse(options, sql, parsed.message, undefined, parsed.offset);
  const [statement, second] = parsed.statements;
  if (!statement) return refuse(options, sql, 'there is no query.');
  if (second) return refuse(options, sql, 'only one statement is allowed.', 'Leave one SELECT, without ";".');
  const wrapped = await parse(database, `SELECT * FROM (\n${sql}\n)`);
  const inner = wrapped.kind === 'parsed' ? subqueryOf(wrapped.statements) : undefined;
  if (shapeOf(inner) !== shapeOf(statement['node']))
    return refuse(
      options,
      sql,
      'the query is not complete in itself.',
      'Write one whole SELECT, without ";".',
    );
  const judged = judge(sql, statement, options, await callsOf(database, statement));
  return judged.kind === 'allowed' ? { ...judged, order: await orderOf(database, sql, statement) } : judged;
}

async function orderOf(
  database: Database,
  sql: string,
  statement: SyntaxNode,
): Promise<'none' | 'closed' | 'open'> {
  const orders = ordersOf(statement);
  if (orders === undefined) return 'none';
  const longer = await parse(database, `${sql}\n, 1`);
  const [extended] = longer.kind === 'parsed' ? longer.statements : [];
  const extendedOrders = extended && ordersOf(extended);
  return extendedOrders !== undefined && shapeOf(extendedOrders.slice(0, -1)) === shapeOf(orders)
    ? 'open'
    : 'closed';
}

function ordersOf(statement: SyntaxNode): readonly unknown[] | undefined {
  const node = statement['node'];
  const modifiers = isNode(node) ? node['modifiers'] : undefined;
  if (!Array.isArray(modifiers)) return undefined;
  const order = modifiers.filter(isNode).find(({ type }) => type === 'ORDER_MODIFIER');
  return Array.isArray(order?.['orders']) ? order['orders'] : undefined;
}

/** Judges one expression over the columns of one row: no aggregate, window or subquery, so that it can be served row by row. */
export async function guardExpression(
  database: Database,
  text: string,
  options: Omit<GuardOptions, 'tables'>,
): Promise<Guarded> {
  const all = { ...options, tables: [] };
  const sql = text.trim();
  const [parsed, wrapped] = [
    await parse(database, `SELECT ${sql}`),
    await parse(database, `SELECT (\n${sql}\n)`),
  ];
  if (parsed.kind === 'wrong')
    return refuse(
      all,
      sql,
      parsed.message,
      undefined,
      parsed.offset === undefined ? undefined : parsed.offset - 'SELECT '.length,
    );
  const [statement] = parsed.statements;
  const isAlone =
    wrapped.kind === 'parsed' &&
    statement !== undefined &&
    shapeOf(wrapped.statements) === shapeOf([statement]);
  const node = statement?.['node'] as SyntaxNode | undefined;
  const list = node?.['select_list'];
  const from = node?.['from_table'] as SyntaxNode | undefined;
  if (!isAlone || !Array.isArray(list) || list.length !== 1 || from?.['type'] !== 'EMPTY')
    return refuse(
      all,
      sql,
      'this is not one expression.',
      'Write one expression over the columns, e.g. "pdays >= 0".',
    );
  const calls = await callsOf(database, statement);
  const acrossRows = [...nodesOf(list)].find(
    (inner) =>
      inner['class'] === 'WINDOW' ||
      inner['class'] === 'SUBQUERY' ||
      (isCall(inner) && (calls.aggregates.has(nameOf(inner)) || nameOf(inner) === 'unnest')) ||
      inner['class'] === 'STAR',
  );
  if (acrossRows)
    return refuse(
      all,
      sql,
      'an expression looks at one row only: no aggregate, window, subquery, "*" or unnest.',
      'Use an "sql" step for what looks at several rows.',
      placeOf(acrossRows, 'SELECT '.length),
    );
  return judge(sql, statement, all, calls, 'SELECT '.length);
}

function judge(sql: string, statement: SyntaxNode, options: GuardOptions, calls: Calls, shift = 0): Guarded {
  const all = [...nodesOf(statement)];
  const tables = new Set([...options.tables, ...withNames(all)].map((name) => name.toLowerCase()));
  const columns = new Set(options.columns.map((name) => name.toLowerCase()));
  const mentions = new Set<string>();
  for (const node of all) {
    const reason = objection(node, { tables, columns, calls });
    if (reason) {
      const [message, hint] = explain(reason, options);
      return refuse(options, sql, message, hint, placeOf(node, shift));
    }
    if (node['class'] === 'COLUMN_REF' && Array.isArray(node['column_names']))
      for (const part of node['column_names']) mentions.add(String(part));
  }
  return { kind: 'allowed', sql, mentions: [...mentions], order: 'none' };
}

function withNames(nodes: readonly SyntaxNode[]): string[] {
  return nodes.flatMap((node) => {
    const map = isNode(node['cte_map']) ? node['cte_map']['map'] : undefined;
    return Array.isArray(map) ? map.filter(isNode).map((entry) => String(entry['key'])) : [];
  });
}

function subqueryOf(statements: readonly SyntaxNode[]): unknown {
  const node = statements.length === 1 ? statements[0]?.['node'] : undefined;
  const from = isNode(node) ? node['from_table'] : undefined;
  const subquery = isNode(from) ? from['subquery'] : undefined;
  return isNode(subquery) ? subquery['node'] : undefined;
}

function placeOf(node: SyntaxNode, shift: number): number | undefined {
  const location = node['query_location'];
  return typeof location === 'number' && location < 1e15 ? Math.max(0, location - shift) : undefined;
}

function refuse(
  { what }: { readonly what: string },
  sql: string,
  message: string,
  hint?: string,
  offset?: number,
): Guarded {
  const place = offset === undefined ? undefined : placeAt(sql, offset);
  const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column} of the SQL)`;
  const problem: Problem = {
    severity: 'error',
    message: `${what}: ${message}${where}`,
    ...(hint ? { hint } : {}),
  };
  return { kind: 'refused', problem };
}
