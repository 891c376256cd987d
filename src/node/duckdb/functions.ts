// What every function that SQL calls depends on, by DuckDB's own catalog: its arguments only, or the clock, chance and the world too.
import type { Database } from './engine';
import { isNode, nodesOf, parse, type SyntaxNode } from './syntax';

/** `clock`: another answer each time. `outside`: reads or writes something beside its arguments. `unknown`: there is none. */
export type Impurity = 'clock' | 'outside' | 'unknown';

export interface Calls {
  readonly aggregates: ReadonlySet<string>;
  readonly impure: ReadonlyMap<string, Impurity>;
}

/** Functions that stand where a table does and make rows of their arguments alone. */
export const tableFunctions = new Set(['unnest', 'range', 'generate_series', 'json_each', 'json_tree']);

/** DuckDB calls these consistent, but their answer is the clock's, a setting's or the program's. */
const mislabelled: Readonly<Record<string, Impurity>> = {
  current_localtime: 'clock',
  current_localtimestamp: 'clock',
  current_setting: 'outside',
  getvariable: 'outside',
  version: 'outside',
  add_parquet_key: 'outside',
};
const clockNames = /now|today|time|date|random|uuid|seed|nextval|currval|sleep/;
/** Called without parentheses these are read as columns. */
const bareClock = /^(current_(date|time|timestamp)|localtime|localtimestamp)$/;
const bareWorld = /^(current_(user|role|catalog|schema|database)|user|session_user)$/;

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly schema: string;
  readonly stability: string | null;
  readonly body: string | null;
}

/** Looks every called function up; macros are looked through. */
export async function callsOf(database: Database, tree: unknown, depth = 0): Promise<Calls> {
  const nodes = [...nodesOf(tree)];
  const called = [...new Set(nodes.filter(isCall).map(nameOf))];
  const windows = new Set(nodes.filter((node) => node['class'] === 'WINDOW').map(nameOf));
  const entries = await database.rows<Entry>(
    `SELECT DISTINCT function_name AS name, function_type AS type, schema_name AS schema, stability,
       macro_definition AS body
     FROM duckdb_functions() WHERE list_contains(string_split($1, chr(10)), function_name)`,
    [called.join('\n')],
  );
  const impure = new Map<string, Impurity>();
  for (const name of called) {
    const found = entries.filter((entry) => entry.name === name);
    const why =
      windows.has(name) && found.length === 0 ? undefined : await impurity(database, name, found, depth);
    if (why) impure.set(name, why);
  }
  const aggregates = new Set(entries.filter(({ type }) => type === 'aggregate').map(({ name }) => name));
  return { aggregates, impure };
}

/** Why a call must not be: its function's impurity; `age` of one argument counts from today. */
export function callImpurity(node: SyntaxNode, calls: Calls): Impurity | undefined {
  const children = node['children'];
  if (nameOf(node) === 'age' && Array.isArray(children) && children.length === 1) return 'clock';
  return calls.impure.get(nameOf(node));
}

/** As callImpurity, for a name that is a column unless there is no such column. */
export function bareImpurity(node: SyntaxNode, columns: ReadonlySet<string>): Impurity | undefined {
  const names = node['column_names'];
  if (!Array.isArray(names) || names.length !== 1) return undefined;
  const name = String(names[0]).toLowerCase();
  if (columns.has(name)) return undefined;
  if (bareClock.test(name)) return 'clock';
  return bareWorld.test(name) ? 'outside' : undefined;
}

export const isCall = (node: SyntaxNode) => node['class'] === 'FUNCTION' || node['class'] === 'WINDOW';
export const nameOf = (node: SyntaxNode) => String(node['function_name']).toLowerCase();

async function impurity(
  database: Database,
  name: string,
  entries: readonly Entry[],
  depth: number,
): Promise<Impurity | undefined> {
  if (name in mislabelled) return mislabelled[name];
  if (tableFunctions.has(name)) return undefined;
  if (entries.length === 0) return 'unknown';
  const found = entries.filter(({ type }) => ['scalar', 'aggregate', 'macro'].includes(type));
  if (found.length === 0 || found.some(({ schema }) => schema !== 'main')) return 'outside';
  if (found.some(({ stability }) => stability !== null && stability !== 'CONSISTENT'))
    return clockNames.test(name) ? 'clock' : 'outside';
  for (const { body } of found) {
    const why = body === null ? undefined : await bodyImpurity(database, body, depth);
    if (why) return why;
  }
  return undefined;
}

async function bodyImpurity(database: Database, body: string, depth: number): Promise<Impurity | undefined> {
  const parsed = await parse(database, `SELECT ${body}`);
  if (parsed.kind === 'wrong' || depth > 5) return 'outside';
  const calls = await callsOf(database, parsed.statements, depth + 1);
  for (const node of nodesOf(parsed.statements)) {
    const why = isCall(node) ? callImpurity(node, calls) : bareImpurity(node, new Set());
    if (why || (isNode(node['from_table']) && node['from_table']['type'] !== 'EMPTY'))
      return why ?? 'outside';
  }
  return undefined;
}
