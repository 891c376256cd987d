// SQL text as DuckDB's own parser reads it, as a tree to be looked through. What is allowed is decided in guard.ts.
import { firstLine } from './translate';
import type { Database } from './engine';

export interface SyntaxNode {
  readonly [key: string]: unknown;
}

export type Parsed =
  | { readonly kind: 'parsed'; readonly statements: readonly SyntaxNode[] }
  /** `offset` counts bytes from 0; undefined where the parser points at nothing. */
  | { readonly kind: 'wrong'; readonly message: string; readonly offset: number | undefined };

interface Serialized {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly SyntaxNode[];
}

/** Parses without executing or looking anything up. Only SELECT statements have a tree; others come back as wrong. */
export async function parse(database: Database, sql: string): Promise<Parsed> {
  const [row] = await database.rows<{ tree: string }>(
    'SELECT json_serialize_sql($1::VARCHAR)::VARCHAR AS tree',
    [sql],
  );
  // "No place" is written as 2^64 - 1, which no number of ours is.
  const tree = JSON.parse(row?.tree ?? '{"error":true}') as Serialized;
  if (!tree.error && tree.statements) return { kind: 'parsed', statements: tree.statements };
  const position = Number(tree.position);
  return {
    kind: 'wrong',
    message:
      tree.error_type === 'not implemented'
        ? 'Only a SELECT is allowed here: write one over the table data, such as SELECT * FROM data.'
        : firstLine(tree.error_message ?? 'not readable as SQL'),
    offset: Number.isInteger(position) ? position : undefined,
  };
}

/** Every object of a tree, outermost first. */
export function* nodesOf(tree: unknown): Generator<SyntaxNode> {
  if (Array.isArray(tree)) for (const inner of tree) yield* nodesOf(inner);
  else if (isNode(tree)) {
    yield tree;
    for (const inner of Object.values(tree)) yield* nodesOf(inner);
  }
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The tree as text without the places it was written at: equal texts, equal meaning. */
export const shapeOf = (tree: unknown) =>
  JSON.stringify(tree, (key, value: unknown) => (key === 'query_location' ? undefined : value));

/** Where a byte of the text stands, lines and columns from 1. */
export function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = Buffer.from(text).subarray(0, offset).toString().split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
