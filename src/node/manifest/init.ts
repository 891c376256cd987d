// Proposing a manifest, or what is missing in one, from the files found; writing it only over the very text it was made for.
import picomatch from 'picomatch';
import type { FoundFile } from '../../core/catalog/facts';
import { wrongInput } from '../../core/errors';
import { listEntries } from '../../core/manifest/entries';
import { proposeEntries } from '../../core/manifest/propose';
import { applied, withEntries, type ProposedEntry } from '../../core/manifest/proposal';
import { gatherFound, rowOfFiles } from '../catalog/found';
import type { Project } from '../project';
import { changeManifest, readManifestText } from './change';
import { diffOf } from './diff';
import type { ReadParquet } from './head';
import { proposedData, type ProposedData } from './oneTable';
import { isDerived, readScript, scriptsBehind, whyNoEntry, type Script } from './scriptsBehind';
import { remedy } from '../../core/remedy';

export interface Proposal {
  /** The manifest as it is; undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string;
  /** Unified; empty where there is nothing to add. */
  readonly diff: string;
  readonly entries: readonly ProposedEntry[];
  readonly notes: readonly string[];
  /** Whether data files were found of which nothing is proposed; the notes say why. */
  readonly leavesData: boolean;
}

/** From so many on, files of one folder whose names differ in numbers and which have the same columns are proposed as one table. */
const aFew = 3;

/** A few files that are no table together are proposed each by itself. */
async function proposedOf(
  root: string,
  file: FoundFile,
  readParquet: ReadParquet,
): Promise<readonly ProposedData[]> {
  const one = await proposedData(root, file, readParquet);
  if (one.kind === 'table' || one.files >= rowOfFiles) return [one];
  const each: ProposedData[] = [];
  for (const { path } of file.members ?? [])
    each.push(await proposedData(root, { kind: file.kind, what: file.what, path }, readParquet));
  return each;
}

/**
 * `only`: paths relative to the folder, which is '' itself; undefined proposes everything found. Throws `input` where the manifest cannot be
 * edited, or a path was not found or is named already.
 */
export async function proposeManifest(
  project: Project,
  options: {
    readonly readParquet: ReadParquet;
    readonly only?: readonly string[];
    readonly signal?: AbortSignal;
  },
): Promise<Proposal> {
  const { root, manifest } = project;
  const only = options.only?.includes('') ? undefined : options.only;
  const before = await readManifestText(project);
  const { files } = await gatherFound(project, {
    ...(options.signal && { signal: options.signal }),
    ...(only === undefined && { together: aFew }),
  });
  const named = only?.map((path) => ({ path, files: filesNamed(files, path) }));
  const wanted =
    named === undefined ? files : files.filter((file) => named.some((one) => one.files.includes(file)));
  const missing = named?.find((one) => one.files.length === 0)?.path;
  if (missing !== undefined)
    throw wrongInput(
      `${missing} is not among the data, scripts and models found, or lifecycle.yaml names it already.`,
      {
        hint: 'See what was found.',
        remedy: remedy('status'),
      },
    );
  const data: ProposedData[] = [];
  for (const file of wanted.filter(({ kind }) => kind === 'data'))
    // one after another: each may start an engine
    data.push(...(await proposedOf(root, file, options.readParquet)));
  const { scripts, unexplained } = await scriptsOf(root, wanted, only === undefined ? [] : files);
  const declared = listEntries(before ?? '');
  const namesIn = (section: string) =>
    declared.filter((entry) => entry.section === section).map(({ name }) => name);
  const { entries, notes } = proposeEntries(
    {
      data: data.filter(({ kind }) => kind === 'table'),
      scripts,
      models: wanted
        .filter(({ kind, files: count }) => kind === 'model' && count === undefined)
        .map(({ path }) => path),
    },
    manifest,
    { datasets: namesIn('datasets'), models: namesIn('models') },
  );
  const after = entries.length > 0 ? withEntries(before, entries) : (before ?? '');
  return {
    before,
    after,
    diff: entries.length > 0 ? diffOf(before, after) : '',
    entries,
    notes: [
      ...notes,
      ...unexplained,
      ...data.flatMap((one) =>
        one.kind === 'table' ? [] : [`The ${one.files} files ${one.path} are not proposed: ${one.why}`],
      ),
    ],
    leavesData: data.some(({ kind }) => kind === 'several'),
  };
}

/** The scripts that are wanted, and those of `all` that something else that is wanted comes from; with why it makes no entry where there is none. */
async function scriptsOf(
  root: string,
  wanted: readonly FoundFile[],
  all: readonly FoundFile[],
): Promise<{ readonly scripts: readonly Script[]; readonly unexplained: readonly string[] }> {
  const read = (files: readonly FoundFile[]) =>
    Promise.all(files.filter(({ kind }) => kind === 'script').map(({ path }) => readScript(root, path)));
  const scripts = new Map((await read(wanted)).map((script) => [script.path, script]));
  const derived = all.length === 0 ? [] : wanted.filter(isDerived);
  const others = derived.length === 0 ? [] : await read(all);
  const unexplained: string[] = [];
  for (const file of derived) {
    const behind = await scriptsBehind(root, file, others);
    for (const script of behind) scripts.set(script.path, script);
    if (behind.length === 0) unexplained.push(whyNoEntry[file.kind]);
  }
  return { scripts: [...scripts.values()], unexplained };
}

/** The file of that very name or what it is a part of, else those in a folder or of a glob of that name. */
function filesNamed(files: readonly FoundFile[], named: string): readonly FoundFile[] {
  const own = files.filter(
    ({ path, files: count }) => path === named || (count !== undefined && picomatch(path)(named)),
  );
  if (own.length > 0) return own;
  const isBrought = picomatch(named, { nonegate: true });
  return files.filter(({ path }) => path.startsWith(`${named}/`) || isBrought(path));
}

/** Throws `failed` where lifecycle.yaml is no longer what the proposal was made for. */
export const writeProposal = (project: Project, proposal: Proposal): Promise<void> =>
  changeManifest(project, (text) => applied(text, proposal));
