// A label as it arrives, read as a version knows it: what is none of its classes is no label, and never silently the negative one.
import { count } from '../figures';
import type { Version } from '../registry/version';
import type { Window } from './window';

/**
 * The label as the version spells it: its class of the same text, else of the same number (`1.0` is `1`); a regression's number.
 * Undefined: the version knows no such label.
 */
export function labelOf(
  { task, classes }: Pick<Version, 'task' | 'classes'>,
  text: string,
): string | undefined {
  if (task === 'regression') return isNumber(text) ? text : undefined;
  if (!classes || classes.includes(text)) return text;
  if (!isNumber(text)) return undefined;
  return classes.find((name) => isNumber(name) && Number(name) === Number(text));
}

/** What came as a label and is none that its version knows. */
export interface ForeignLabel {
  readonly text: string;
  /** The column of the label file that it was read from. */
  readonly column: string;
}

/** From this share of the labels that have come on, foreign ones are an error: no figure is made of the rest. */
const mostForeign = 0.01;

export const areBroken = ({ foreign, labelled }: { readonly foreign: number; readonly labelled: number }) =>
  foreign > 0 && foreign >= mostForeign * (foreign + labelled);

/** So many labels are none that its version knows, or may be of another row, that it was not measured. */
export const hasBrokenLabels = ({ foreignLabels, ambiguous, labelled }: Window): boolean =>
  [foreignLabels, ambiguous].some((told) => areBroken({ foreign: told?.count ?? 0, labelled }));

/** What to tell of foreign labels, e.g. `12 of 1,261 labels in column "y" are none of no, yes, e.g. "Yes"`. */
export function foreignText(
  { task, classes }: Pick<Version, 'task' | 'classes'>,
  labels: { readonly foreign: readonly ForeignLabel[]; readonly labelled: number },
): string {
  const { foreign, labelled } = labels;
  const examples = [...new Set(foreign.map(({ text }) => text))].slice(0, 3).map((text) => `"${text}"`);
  const columns = [...new Set(foreign.map(({ column }) => `"${column}"`))].join(', ');
  const what = task === 'regression' ? 'no numbers' : `none of ${classes?.join(', ') ?? 'its classes'}`;
  const given = foreign.length + labelled;
  return `${count(foreign.length)} of ${count(given)} labels in column ${columns} are ${what}, e.g. ${examples.join(', ')}`;
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));
