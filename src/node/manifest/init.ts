// Proposing a manifest, or what is missing in one, from the files found; writing it only over the very text it was made for.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wrongInput } from '../../core/errors';
import { listEntries } from '../../core/manifest/entries';
import { proposeEntries } from '../../core/manifest/propose';
import { applied, withEntries, type ProposedEntry } from '../../core/manifest/proposal';
import { gatherFound } from '../catalog/found';
import type { Project } from '../project';
import { changeManifest, readManifestText } from './change';
import { diffOf } from './diff';
import { readHead } from './head';
import { remedy } from '../../core/remedy';

export interface Proposal {
  /** The manifest as it is; undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string;
  /** Unified; empty where there is nothing to add. */
  readonly diff: string;
  readonly entries: readonly ProposedEntry[];
  readonly notes: readonly string[];
}

const scriptBytes = 256 * 1024;

/**
 * `only`: paths relative to the folder; undefined proposes everything found. Throws `input` where the manifest cannot be
 * edited, or a path was not found or is named already.
 */
export async function proposeManifest(
  project: Project,
  options: { readonly only?: readonly string[]; readonly signal?: AbortSignal } = {},
): Promise<Proposal> {
  const { root, manifest } = project;
  const { only } = options;
  const before = await readManifestText(project);
  const { files } = await gatherFound(project, options.signal ? { signal: options.signal } : {});
  const wanted = files.filter(({ path }) => only === undefined || only.includes(path));
  const missing = only?.find((path) => !files.some((file) => file.path === path));
  if (missing !== undefined)
    throw wrongInput(
      `${missing} is not among the data, scripts and models found, or lifecycle.yaml names it already.`,
      {
        hint: 'See what was found.',
        remedy: remedy('status'),
      },
    );
  const single = wanted.filter((file) => file.files === undefined);
  const data = await Promise.all(
    single
      .filter(({ kind }) => kind === 'data')
      .map(async ({ path }) => {
        const head = await readHead(join(root, path)).catch(() => undefined);
        return { path, ...(head ? { head } : {}) };
      }),
  );
  const scripts = await Promise.all(
    single
      .filter(({ kind }) => kind === 'script')
      .map(async ({ path }) => ({
        path,
        text: (await readFile(join(root, path), 'utf8').catch(() => '')).slice(0, scriptBytes),
      })),
  );
  const declared = listEntries(before ?? '');
  const namesIn = (section: string) =>
    declared.filter((entry) => entry.section === section).map(({ name }) => name);
  const { entries, notes } = proposeEntries(
    { data, scripts, models: single.filter(({ kind }) => kind === 'model').map(({ path }) => path) },
    manifest,
    { datasets: namesIn('datasets'), models: namesIn('models') },
  );
  const after = entries.length > 0 ? withEntries(before, entries) : (before ?? '');
  const groups = wanted.filter(({ kind, files: count }) => kind === 'data' && count !== undefined);
  return {
    before,
    after,
    diff: entries.length > 0 ? diffOf(before, after) : '',
    entries,
    notes: [
      ...notes,
      ...groups.map(
        ({ path, files: count }) =>
          `The ${count} files ${path} are not proposed: give them as the "source" of a dataset, or as labels.`,
      ),
    ],
  };
}

/** Throws `failed` where lifecycle.yaml is no longer what the proposal was made for. */
export const writeProposal = (project: Project, proposal: Proposal): Promise<void> =>
  changeManifest(project, (text) => applied(text, proposal));
