// Reading `lifecycle.yaml`: what is valid of it, entry by entry, and every problem at its line.
import type { Problem } from '../errors';
import { parseYaml, yamlValue, type Refusal } from '../yaml';
import { takeAliases } from './aliases';
import { called, valueAt, type Complaint } from './complaint';
import { checkCycles } from './cycles';
import { describeIssues, withoutMessage } from './describeIssue';
import { takeDuplicates } from './duplicates';
import { manifestSchema, manifestVersion, sectionNames, type Manifest } from './manifest';
import { placeAt, placeOf } from './place';
import { entriesIn, type ManifestEntry } from './parts';
import { checkReferences } from './references';
import { checkRules } from './rules';
import { syntaxProblems } from './syntax';

export const emptyManifest: Manifest = { lifecycle: manifestVersion };

export interface ManifestReading {
  /** Whatever is valid, even where `problems` is not empty: a wrong entry is left out, the others are there. */
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
  /** Every entry that was written, wrong ones too. */
  readonly entries: readonly ManifestEntry[];
  /** Written for a newer version of this program: may be looked at; nothing is run by it, and it is not edited. */
  readonly isReadOnly: boolean;
}

/** `file` is how problems name it. Never throws: whatever is wrong is a problem. */
export function readManifest(text: string, file: string): ManifestReading {
  const parsed = parseYaml(text);
  if ('refused' in parsed) return unreadable(file, text, parsed);
  const syntax = [...syntaxProblems(parsed, text, file), ...takeAliases(parsed, text, file)];
  const duplicates = takeDuplicates(parsed.document);
  const result = yamlValue(parsed.document);
  if ('refused' in result) return unreadable(file, text, result);

  const isReadOnly = isNewer(result.value);
  const { manifest, complaints } = judge(result.value);
  const told = [
    ...duplicates.map(({ complaint, range, first }) => ({
      ...complaint,
      message: `${complaint.message.slice(0, -1)}, first at line ${parsed.lines.linePos(first).line}.`,
      place: placeAt(parsed.lines, text, range),
    })),
    ...(isReadOnly ? [newer(result.value)] : complaints).map((complaint) => ({
      ...complaint,
      place: placeOf(parsed, text, complaint.path, complaint.at ?? 'value'),
    })),
  ];
  const brokenFrom = firstError(syntax);
  const problems = told
    // after a syntax error the rest may have been read in a shape that nobody wrote
    .filter(({ place }) => place.line < brokenFrom)
    .map(({ severity, message, hint, path, place }): Problem => ({
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      file,
      ...place,
      path,
    }));
  return {
    manifest,
    problems: [...syntax, ...problems].sort(byPlace),
    entries: entriesIn(result.value),
    isReadOnly,
  };
}

/** The valid part of a value, and what is wrong with the rest. */
function judge(value: unknown): { readonly manifest: Manifest; readonly complaints: readonly Complaint[] } {
  if (value === null || value === undefined) return { manifest: emptyManifest, complaints: [] };
  if (typeof value !== 'object' || Array.isArray(value)) {
    const message = `The manifest must be a map, but is ${called(value)}.`;
    const hint = 'Start with e.g. "datasets:".';
    return { manifest: emptyManifest, complaints: [{ severity: 'error', path: [], message, hint }] };
  }
  const whole = sectionsOf(value);
  const first = manifestSchema.safeParse(whole, { error: withoutMessage });
  const ofSchema = first.success
    ? []
    : describeIssues(first.error.issues, { schema: manifestSchema, value: whole });
  const shaped = manifestSchema.safeParse(leaveOut(whole, ofSchema));
  if (!shaped.success) return { manifest: emptyManifest, complaints: ofSchema };
  const ofSense = [
    ...checkReferences(shaped.data, value),
    ...checkCycles(shaped.data),
    ...checkRules(shaped.data),
  ];
  const manifest = leaveOut(
    shaped.data,
    ofSense.filter(({ severity }) => severity === 'error'),
  );
  return { manifest, complaints: [...ofSchema, ...ofSense] };
}

/** `datasets:` with nothing below it is a manifest being written, not a wrong one; `x-` keys hold parts for aliases. */
function sectionsOf(value: object): object {
  return Object.fromEntries(
    Object.entries(value).filter(([key, section]) => section !== null && !key.startsWith('x-')),
  );
}

/** Without the entries, or the top-level keys, that the complaints are about. */
function leaveOut<T extends object>(whole: T, complaints: readonly Complaint[]): T {
  const isEntry = (path: Complaint['path']) =>
    path.length > 1 && (sectionNames as readonly unknown[]).includes(path[0]);
  const out = new Set(complaints.map(({ path }) => JSON.stringify(path.slice(0, isEntry(path) ? 2 : 1))));
  const kept = Object.entries(whole).flatMap(([key, section]: [string, unknown]) => {
    if (out.has(JSON.stringify([key]))) return [];
    if (!(sectionNames as readonly string[]).includes(key) || typeof section !== 'object' || section === null)
      return [[key, section]];
    const entries = Object.entries(section).filter(([name]) => !out.has(JSON.stringify([key, name])));
    return [[key, Object.fromEntries(entries)]];
  });
  return Object.fromEntries(kept) as T;
}

function isNewer(value: unknown): boolean {
  const version = valueAt(value, ['lifecycle']);
  return typeof version === 'number' && version > manifestVersion;
}

function newer(value: unknown): Complaint {
  const version = String(valueAt(value, ['lifecycle']));
  return {
    severity: 'error',
    path: ['lifecycle'],
    message: `This manifest is of version ${version}; version ${manifestVersion} is known. It is shown, but nothing is run or changed by it.`,
    hint: 'Update Model Lifecycle.',
  };
}

function unreadable(file: string, text: string, { refused, hint, at = 0 }: Refusal): ManifestReading {
  const before = text.slice(0, at).split('\n');
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  const problem: Problem = {
    severity: 'error',
    message: refused,
    ...(hint === undefined ? {} : { hint }),
    file,
    line,
    column,
    endLine: line,
    endColumn: column,
    path: [],
  };
  return { manifest: emptyManifest, problems: [problem], entries: [], isReadOnly: false };
}

const firstError = (problems: readonly Problem[]) =>
  problems.reduce(
    (first, { severity, line }) => (severity === 'error' ? Math.min(first, line ?? first) : first),
    Infinity,
  );

const byPlace = (a: Problem, b: Problem) =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
