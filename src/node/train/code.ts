// The code a training run is made of: which files decide its result, and what git knows of them.
import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { TrainingInputs } from '../../core/run/run';
import { digestFile, digestJson, digestText } from '../files/digest';
import { rememberedDigest } from '../files/rememberedDigest';
import { walk } from '../files/walk';
import { codeState } from '../git';
import type { Project } from '../project';

export interface CodeFacts {
  readonly code: TrainingInputs['code'];
  /** The uncommitted changes as a patch: git's diff, then what git does not know yet; empty when all is committed. */
  readonly patch: string;
}

/** Any change of a Python file below the project that is no tool's or build's, or of a file the command names, makes another digest; a commit alone does not. */
export async function codeFacts(
  project: Project,
  args: readonly string[],
  signal: AbortSignal,
): Promise<CodeFacts> {
  const files = await codeFiles(project, args, signal);
  const state = await codeState(project.root, signal);
  const added = state.untracked.filter((file) => files.includes(file));
  const additions = await Promise.all(added.map((file) => addition(project, state.prefix, file)));
  const patch = [state.diff, ...additions].join('');
  const isDirty = state.isChanged || patch !== '';
  return {
    code: {
      ...(state.commit === undefined ? {} : { commit: state.commit }),
      isDirty,
      ...(isDirty ? { diff: digestText(patch) } : {}),
      script: await digestOfAll(project, files, (file) => digestFile(file, signal)),
    },
    patch,
  };
}

/** `script` of the code facts alone, for who looks often: a file that is as it was is not read again. */
export async function scriptDigest(
  project: Project,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  return digestOfAll(project, await codeFiles(project, args, signal), async (file) => {
    const { size, mtime } = await stat(file);
    return rememberedDigest(file, { bytes: size, modified: mtime.toISOString() });
  });
}

async function digestOfAll(
  { root }: Project,
  files: readonly string[],
  digest: (file: string) => Promise<string>,
): Promise<string> {
  const digests: Record<string, string> = {};
  for (const file of files) digests[file] = await digest(resolve(root, file));
  return digestJson(digests);
}

/** Files and folders that are looked at; what the command names always counts. */
const mostEntries = 20_000;

/** Relative to the project with `/`, sorted. */
async function codeFiles(project: Project, args: readonly string[], signal: AbortSignal): Promise<string[]> {
  const { files } = await walk(project.root, mostEntries, signal);
  const found = files.filter((file) => file.endsWith('.py'));
  const named: string[] = [];
  for (const arg of args) {
    const file = resolve(project.root, arg);
    const inside = relative(project.root, file).split(sep).join('/');
    if (inside === '' || inside.startsWith('..')) continue;
    const info = await stat(file).catch(() => undefined);
    if (info?.isFile()) named.push(inside);
  }
  return [...new Set([...named, ...found])].sort();
}

/** A file that git does not know yet, as the patch that adds it. */
async function addition(project: Project, prefix: string, file: string): Promise<string> {
  const text = await readFile(resolve(project.root, file), 'utf8');
  const path = `${prefix}${file}`; // as those of git's own diff
  const head = `diff --git a/${path} b/${path}\nnew file mode 100644\n`;
  if (text === '') return `${head}index 0000000..e69de29\n`; // the blob of nothing
  const lines = text.split('\n');
  const isWhole = lines.at(-1) === '';
  if (isWhole) lines.pop();
  const end = isWhole ? '' : '\\ No newline at end of file\n';
  return `${head}--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}${end}`;
}
