// What a row's menus look for in their `when` clauses: its kind, and what can be done with it.
import { formatOf } from '../../core/dataset/fileFormat';
import type { CatalogNode } from '../../core/catalog/node';
import type { Paste } from '../../core/manifest/paste';
import { places } from '../../core/places';
import type { Remedy } from '../../core/remedy';

const entries: readonly CatalogNode['kind'][] = ['goal', 'dataset', 'model', 'deployment', 'monitor'];
/** Rows whose verb can be run from them. */
const steps: readonly CatalogNode['kind'][] = [
  'next',
  'stage',
  'collected',
  'prepared',
  'check',
  'monitor',
  'failure',
];
const withPanel: readonly CatalogNode['kind'][] = ['dataset', 'monitor', 'window', 'alert'];

export function tokensOf(node: CatalogNode): string[] {
  const { kind, about, state, isFound, isLook, isRefused, fix, remedy } = node;
  const hasVerb = about.stage !== undefined || (kind === 'next' && remedy !== undefined);
  const isStep = hasVerb && !isLook && steps.includes(kind) && state !== 'running';
  const callsForRetraining = kind === 'alert' && remedy?.verb === 'retrain';
  const isFile = isFound === true && about.path?.includes('*') === false;
  const tokens: Readonly<Record<string, boolean>> = {
    declared: entries.includes(kind),
    step: isStep && !isDone(node),
    again: isStep && isDone(node),
    logged: about.run !== undefined,
    served: about.address !== undefined,
    live: about.isLive === true,
    running: about.run !== undefined && state === 'running',
    retrain: callsForRetraining,
    deployable: !isRefused && (kind === 'deployment' || kind === 'endpoint'),
    written: isWritten(node),
    open: isLook === true || (kind === 'alert' && fix !== undefined && !callsForRetraining),
    addable: isFound === true && fix !== undefined,
    file: isFile,
    panel: withPanel.includes(kind) || (isFile && isDataFile(about.path ?? '')),
  };
  return [kind, ...Object.keys(tokens).filter((token) => tokens[token])];
}

/** Done, well or badly, and not out of date: to run it is to run it again. */
const isDone = ({ kind, state }: CatalogNode) =>
  kind === 'failure' || (kind !== 'next' && ['ok', 'warning', 'error'].includes(state));

/** Whether a step is done in lifecycle.yaml alone. */
export const isWritten = ({ kind, about, remedy }: CatalogNode) =>
  kind === 'next' && about.path === places.manifest && remedy === undefined;

export const isDataFile = (path: string) => formatOf(path) !== undefined && !path.includes('*');

/** What a click on a step writes: it is shown first. */
export const pasteOnClick = (node: CatalogNode): Paste | undefined =>
  isWritten(node) ? node.paste : undefined;

const runOnClick: readonly Remedy['verb'][] = ['init', 'new', 'predict'];

/** What a click on a step runs: it only shows something, or asks before anything is done. */
export const remedyOnClick = ({ kind, remedy }: CatalogNode): Remedy | undefined =>
  kind === 'next' && remedy && runOnClick.includes(remedy.verb) ? remedy : undefined;

/** Whether a click shows more: a panel, a file, a log, a line. */
export function canBeOpened({ kind, about, isFound }: CatalogNode): boolean {
  if (about.line !== undefined || about.run !== undefined) return true;
  if (isFound === true) return about.path?.includes('*') === false;
  switch (kind) {
    case 'model':
      return about.version !== undefined;
    case 'endpoint':
      return about.address !== undefined;
    case 'deployment':
    case 'more':
      return about.stage === 'monitor';
    case 'next':
      return about.name !== undefined;
    case 'stage':
    case 'goal':
    case 'role':
    case 'group':
      return false;
    default:
      return true;
  }
}
