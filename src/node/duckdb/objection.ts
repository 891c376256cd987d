// What no part of a manifest's SQL may be: another table, the outside, the clock, chance, or a form that is not a plain SELECT.
import {
  bareImpurity,
  callImpurity,
  isCall,
  nameOf,
  tableFunctions,
  type Calls,
  type Impurity,
} from './functions';
import { isNode, type SyntaxNode } from './syntax';

const expressionClasses = new Set(
  (
    'BETWEEN CASE CAST COLLATE COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION LAMBDA LAMBDA_REF OPERATOR ' +
    'POSITIONAL_REFERENCE STAR SUBQUERY WINDOW'
  ).split(' '),
);
const tableKinds = new Set('BASE_TABLE EMPTY EXPRESSION_LIST JOIN PIVOT SUBQUERY TABLE_FUNCTION'.split(' '));

export interface Objection {
  readonly why: Impurity | 'table' | 'sample' | 'form';
  readonly name: string;
}

/** What speaks against a node of a query's syntax; undefined where nothing does. */
export function objection(
  node: SyntaxNode,
  known: { tables: ReadonlySet<string>; columns: ReadonlySet<string>; calls: Calls },
): Objection | undefined {
  if (isNode(node['sample'])) return { why: 'sample', name: 'SAMPLE' };
  const kind = node['class'];
  if (typeof kind === 'string') {
    if (!expressionClasses.has(kind)) return { why: 'form', name: kind.toLowerCase() };
    const why = isCall(node) ? callImpurity(node, known.calls) : bareImpurity(node, known.columns);
    if (!why) return undefined;
    return { why, name: isCall(node) ? `${nameOf(node)}()` : String((node['column_names'] as unknown[])[0]) };
  }
  if (!('sample' in node && 'alias' in node)) return undefined;
  const table = String(node['type']);
  if (!tableKinds.has(table)) return { why: 'form', name: table === 'SHOW_REF' ? 'DESCRIBE or SHOW' : table };
  if (table === 'TABLE_FUNCTION') {
    const name = isNode(node['function']) ? nameOf(node['function']) : '';
    return tableFunctions.has(name) ? undefined : { why: 'outside', name: `${name}()` };
  }
  if (table !== 'BASE_TABLE') return undefined;
  const name = String(node['table_name']);
  const isQualified = node['schema_name'] !== '' || node['catalog_name'] !== '';
  return !isQualified && known.tables.has(name.toLowerCase()) ? undefined : { why: 'table', name };
}

/** The sentence that says so, and what to do. `tables` are those a query may name. */
export function explain(
  { why, name }: Objection,
  options: { readonly tables: readonly string[]; readonly insteadOfClock?: string },
): [message: string, hint?: string] {
  switch (why) {
    case 'clock':
      return [
        `${name} gives another answer each time.`,
        options.insteadOfClock ??
          'Preparation must give the same result again: use a column or a fixed value.',
      ];
    case 'outside':
      return [`${name} looks outside the data, which is not allowed.`, 'Use only the data and its columns.'];
    case 'unknown':
      return [`there is no function ${name}.`];
    case 'table':
      return [
        `"${name}" cannot be read here.`,
        options.tables.length > 0
          ? `Use only the table ${options.tables.join(', ')}.`
          : 'Use only the columns.',
      ];
    case 'sample':
      return ['sampling takes other rows each time.', 'Filter by a column, or split at random with a seed.'];
    case 'form':
      return [`${name} is not allowed here.`, 'Write a plain SELECT.'];
  }
}
