// What a training left behind: the declared model file, whole and loadable, and every file with its digest.
import { constants } from 'node:fs';
import { copyFile, link, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { failed } from '../../core/errors';
import { nearest } from '../../core/nearest';
import type { OutputFile } from '../../core/run/run';
import { compareText } from '../../core/order';
import { digestFile } from '../files/digest';
import { inputsOfModel } from '../onnx/withModel';

export interface Expected {
  /** LIFECYCLE_OUT. */
  readonly folder: string;
  /** The model file's path in it. */
  readonly output: string;
  /** Where the command ran, to find a model it wrote to the wrong place. */
  readonly cwd: string;
  /** Of the rows that were learnt from; undefined: what the model takes is not compared with them. */
  readonly columns?: readonly string[];
}

/** Throws `failed` where there is no model, an empty one, a link to one, or one that cannot be loaded by itself or takes columns that the data does not have. */
export async function verifyOutputs(expected: Expected, signal: AbortSignal): Promise<readonly OutputFile[]> {
  const { folder, output } = expected;
  const file = join(folder, output);
  const info = await stat(file).catch(() => undefined);
  if (info && !info.isFile()) throw noPlainFile(output, info.isDirectory());
  if (!info) throw await noModel(expected);
  if ((await realpath(file)) !== join(await realpath(folder), output)) throw linked(output);
  if (info.size === 0) throw empty(output);
  const inputs = await inputsAlone(folder, output, signal);
  if (expected.columns) checkInputs(inputs, expected.columns, output);
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: OutputFile[] = [];
  for (const entry of found.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.push({
      path: relative(folder, path).split(sep).join('/'),
      digest: await digestFile(path, signal),
      bytes: (await stat(path)).size,
    });
  }
  return files.sort((a, b) => compareText(a.path, b.path));
}

/** Only the model file is kept with a version, so it is opened where nothing lies beside it. */
async function inputsAlone(folder: string, output: string, signal: AbortSignal): Promise<readonly string[]> {
  const alone = await mkdtemp(join(dirname(folder), '.alone-'));
  try {
    const file = join(folder, output);
    const copy = join(alone, 'model.onnx');
    await link(file, copy).catch(() => copyFile(file, copy, constants.COPYFILE_FICLONE));
    const inputs = await inputsOfModel(copy, { called: `The command ended well, but ${output}`, signal });
    return inputs.map(({ name }) => name);
  } finally {
    await rm(alone, { recursive: true, force: true });
  }
}

function checkInputs(inputs: readonly string[], columns: readonly string[], output: string): void {
  const foreign = inputs.filter((name) => !columns.includes(name));
  const [first] = foreign;
  if (first === undefined) return;
  const renamed = new Map(
    columns.filter((name) => !inputs.includes(name)).map((name) => [exportedName(name), name]),
  );
  const meant = renamed.get(exportedName(first)) ?? nearest(first, columns);
  const more = foreign.length > 1 ? ` (and ${foreign.length - 1} more of its inputs)` : '';
  const has = meant === undefined ? `, which the data does not have` : `, the data has "${meant}"`;
  throw failed(`The model wants "${first}"${has}${more}.`, {
    hint: renamed.has(exportedName(first))
      ? `skl2onnx renames columns with spaces or signs. Write the names of the data back into ${output}, as the script of "New Model from Template" does in with_column_names, or rename them in lifecycle.yaml: prepare: [{rename: {"${meant}": ${first}}}]`
      : `Give ${output} one input for each column, named like the column. The data has ${columns.slice(0, 12).join(', ')}${columns.length > 12 ? ', ...' : ''}.`,
  });
}

/** As exporters write a name: letters, digits and underscores. */
const exportedName = (name: string) => name.replace(/[^\p{L}\p{N}_]/gu, '_').replace(/^(?=\p{N})/u, '_');

const noPlainFile = (output: string, isFolder: boolean) =>
  failed(`The command ended well, but ${output} is ${isFolder ? 'a folder' : 'no plain file'}.`, {
    hint: `Write the model as one plain file, ONNX, of that name into the folder that LIFECYCLE_OUT names.`,
  });

const linked = (output: string) =>
  failed(`The command ended well, but ${output} is a link.`, {
    hint: 'Write the file itself into the folder that LIFECYCLE_OUT names, or copy it there.',
  });

const empty = (output: string) =>
  failed(`The command ended well, but ${output} is empty.`, {
    hint: 'See that the script writes and closes the file before it ends, and exports the model as ONNX.',
  });

async function noModel({ folder, output, cwd }: Expected) {
  const written = await readdir(folder).catch(() => []);
  const elsewhere = await stat(join(cwd, basename(output))).catch(() => undefined);
  return failed(`The command ended well, but wrote no model: ${output} is missing.`, {
    hint: [
      `Write it into the folder that the environment variable LIFECYCLE_OUT names.`,
      ...(written.length > 0 ? [`What was written there: ${written.slice(0, 10).join(', ')}.`] : []),
      ...(elsewhere ? [`There is a ${basename(output)} in ${cwd}, which nobody takes.`] : []),
    ].join('\n'),
  });
}
