// What is proposed for a manifest, and how it is written into its text; what to propose is decided in `proposeEntries`.
import { failed } from '../errors';
import { parseYaml } from '../yaml';
import { putEntry, startingText, type NewEntries } from './edit';
import type { FolderKind } from './folderSource';
import type { Head } from './guess';
import { placeOf } from './place';
import type { Path } from './schemaAt';

export interface FoundForProposal {
  /** `files`: how many a glob stands for, whose rows are one table; `head`: of the first of them. */
  readonly data: readonly {
    readonly path: string;
    readonly head?: Head;
    readonly files?: number;
    /** Of a folder that is a dataset as a whole: what it is, and the splits in it. */
    readonly folder?: FoundFolder;
  }[];
  readonly scripts: readonly { readonly path: string; readonly text: string }[];
  /** Model files that lie about, e.g. what a script wrote. */
  readonly models: readonly string[];
}

export interface FoundFolder {
  readonly kind: FolderKind;
  readonly splits: readonly string[];
}

export interface ProposedEntry<S extends 'datasets' | 'models' = 'datasets' | 'models'> {
  readonly section: S;
  readonly name: string;
  readonly entry: NewEntries[S];
  /** Where it comes from and what was guessed, one sentence. */
  readonly why: string;
  /** What a person has to look at or add, written as comments below the target, or the path where none is named. */
  readonly remarks?: readonly string[];
}

export interface ProposedEntries {
  readonly entries: readonly ProposedEntry[];
  /** What could not be proposed, and what to do. */
  readonly notes: readonly string[];
}

/** The manifest with the proposed entries; `text` undefined where there is none yet. */
export function withEntries(text: string | undefined, entries: readonly ProposedEntry[]): string {
  return entries.reduce(
    (edited, { section, name, entry, remarks = [] }) =>
      remarked(putEntry(edited, section, name, entry), [section, name, decided(entry)], remarks),
    startingText(text),
  );
}

/** What a person has to look at first. */
const decided = (entry: ProposedEntry['entry']) =>
  typeof entry === 'object' && 'target' in entry ? 'target' : 'path';

/** What is written over `text`; throws `failed` where that is no longer what was proposed on. */
export function applied(
  text: string,
  { before, after }: { readonly before: string | undefined; readonly after: string },
): string {
  if (text === startingText(before)) return after;
  throw failed('lifecycle.yaml has changed meanwhile; nothing was written.', {
    hint: 'Look at the proposal again.',
  });
}

/** The remarks as comments below the line that `path` begins in. */
function remarked(text: string, path: Path, remarks: readonly string[]): string {
  const parsed = parseYaml(text);
  if (remarks.length === 0 || 'refused' in parsed) return text;
  const lines = text.split('\n');
  const { line } = placeOf(parsed, text, path, 'key');
  const [, indent = '', end = ''] = /^(\s*).*?(\r?)$/.exec(lines[line - 1] ?? '') ?? [];
  return lines.toSpliced(line, 0, ...remarks.map((remark) => `${indent}# ${remark}${end}`)).join('\n');
}

/** Asked of a dataset with two answers of which neither says yes. */
export const positiveRemark = (one: string, other: string): string =>
  `positive: ${JSON.stringify(one)} or ${JSON.stringify(other)}? Write the one that is looked for.`;

/** Said of a dataset that names no target, because the likely one has too many classes. */
export const targetRemarks = (likely: string, classes: number): readonly string[] => [
  `No target is named: "${likely}" has ${classes} classes, and only models of two classes or of a number can be judged.`,
  'Derive one of two values under prepare and name that as target, or name another column.',
];

const remarkOn = {
  positive: /^\s*# positive: .+ or .+\? Write the one that is looked for\.\s*$/,
  target:
    /^\s*# (No target is named: .+ can be judged|Derive one of two values .+ name another column)\.\s*$/,
} as const;

/** The text where what was asked of the dataset about this key is answered now. */
export function withoutRemarks(text: string, dataset: string, key: keyof typeof remarkOn): string {
  const parsed = parseYaml(text);
  if ('refused' in parsed) return text;
  const lines = text.split('\n');
  const { line, column } = placeOf(parsed, text, ['datasets', dataset], 'key');
  const end = lines.findIndex((one, at) => at >= line && one.trim() !== '' && one.search(/\S/) < column);
  const isAsked = (one: string, at: number) => at >= line && (end < 0 || at < end) && remarkOn[key].test(one);
  return lines.filter((one, at) => !isAsked(one, at)).join('\n');
}
