// What a row's menus look for in their `when` clauses: its kind, and what can be done with it.
import type { CatalogNode } from '../../core/catalog/node';

const entries: readonly CatalogNode['kind'][] = ['goal', 'dataset', 'model', 'deployment', 'monitor'];
/** Rows whose verb can be run from them. */
const steps: readonly CatalogNode['kind'][] = [
  'next',
  'stage',
  'collected',
  'prepared',
  'check',
  'endpoint',
  'monitor',
  'failure',
];
const withPanel: readonly CatalogNode['kind'][] = ['dataset', 'monitor', 'window', 'alert'];

export function tokensOf(node: CatalogNode): string[] {
  const { kind, about, state, isFound, fix } = node;
  const hasVerb = about.stage !== undefined || (kind === 'next' && fix?.startsWith('lifecycle ') === true);
  const isFile = isFound === true && about.path?.includes('*') === false;
  const tokens: Readonly<Record<string, boolean>> = {
    declared: entries.includes(kind),
    step: hasVerb && steps.includes(kind) && state !== 'running',
    logged: about.run !== undefined,
    running: about.run !== undefined && state === 'running',
    open: kind === 'alert' && fix !== undefined,
    addable: isFound === true && fix !== undefined,
    file: isFile,
    panel: withPanel.includes(kind) || (isFile && isDataFile(about.path ?? '')),
  };
  return [kind, ...Object.keys(tokens).filter((token) => tokens[token])];
}

export const isDataFile = (path: string) =>
  /\.(csv|tsv|json|jsonl|ndjson|parquet)$/i.test(path) && !path.includes('*');

/** Whether a click shows more: a panel, a file, a log, a line. */
export const canBeOpened = ({ kind, about, isFound }: CatalogNode): boolean =>
  about.line !== undefined ||
  about.run !== undefined ||
  (isFound === true
    ? about.path?.includes('*') === false
    : !['next', 'stage', 'goal', 'role', 'more', 'deployment', 'endpoint', 'model'].includes(kind));
