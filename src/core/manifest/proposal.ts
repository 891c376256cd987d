// What is proposed for a manifest, and how it is written into its text; what to propose is decided in `proposeEntries`.
import { failed } from '../errors';
import { putEntry, startingText, type NewEntries } from './edit';
import type { Head } from './guess';

export interface FoundForProposal {
  readonly data: readonly { readonly path: string; readonly head?: Head }[];
  readonly scripts: readonly { readonly path: string; readonly text: string }[];
  /** Model files that lie about, e.g. what a script wrote. */
  readonly models: readonly string[];
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
      remarked(putEntry(edited, section, name, entry), name, remarks),
    startingText(text),
  );
}

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

/** The remarks as comments below the dataset's target, or its path where none is named; the text as it is where that has no line of its own. */
function remarked(text: string, name: string, remarks: readonly string[]): string {
  const lines = text.split('\n');
  const section = lines.findIndex((line) => /^datasets:\s*$/.test(line));
  const entry = lines.findIndex((line, index) => index > section && line.trim() === `${name}:`);
  const own = lines.slice(entry + 1).findIndex((line) => !/^ {3}/.test(line));
  const end = own < 0 ? lines.length : entry + 1 + own;
  const lineOf = (key: RegExp) => lines.findIndex((line, at) => at > entry && at < end && key.test(line));
  const target = Math.max(lineOf(/^\s+path:/), lineOf(/^\s+target:/));
  if (remarks.length === 0 || section < 0 || entry < 0 || target < 0) return text;
  const indent = /^\s*/.exec(lines[target] ?? '')?.[0] ?? '';
  return lines.toSpliced(target + 1, 0, ...remarks.map((remark) => `${indent}# ${remark}`)).join('\n');
}
