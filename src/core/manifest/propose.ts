// What a manifest could say about the files found: datasets, targets, models. It proposes entries; a person decides.
import { failed } from '../errors';
import { putEntry, startingText, type NewEntries } from './edit';
import { freeName } from './freeName';
import {
  guessClasses,
  guessFormOf,
  guessKey,
  guessPositive,
  guessTarget,
  guessTask,
  guessTime,
  isGuessedByPlace,
  type Head,
} from './guess';
import type { Manifest } from './manifest';

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
  /** What a person has to look at or add, written as comments below the target. */
  readonly remarks?: readonly string[];
}

export interface ProposedEntries {
  readonly entries: readonly ProposedEntry[];
  /** What could not be proposed, and what to do. */
  readonly notes: readonly string[];
}

type WrittenDataset = Exclude<NewEntries['datasets'], string>;

const datasetsAtMost = 20;

/** `names`: every entry's name that the manifest has, right or wrong; none of them is proposed again. */
export function proposeEntries(
  found: FoundForProposal,
  manifest: Manifest,
  names: { readonly datasets: readonly string[]; readonly models: readonly string[] },
): ProposedEntries {
  const taken = new Set(names.datasets.map((name) => name.toLowerCase()));
  const datasets = found.data.slice(0, datasetsAtMost).map(({ path, head }) => {
    const name = free(datasetName(path), taken);
    return { path, head, proposed: datasetEntry(name, path, head) };
  });
  const known = [
    ...Object.entries(manifest.datasets ?? {}).map(([name, { path, target }]) => ({ name, path, target })),
    ...datasets.map(({ path, proposed: { name, entry } }) => ({
      name,
      path,
      target: typeof entry === 'string' ? undefined : entry.target,
    })),
  ];
  const takenModels = new Set(names.models.map((name) => name.toLowerCase()));
  const heads = new Map(datasets.map(({ proposed, head }) => [proposed.name, head]));
  const models = found.scripts.map((script) =>
    modelEntry(script, { known, heads, taken: takenModels, files: found.models }),
  );
  return {
    entries: [...datasets.map(({ proposed }) => proposed), ...models.map(({ proposed }) => proposed)],
    notes: [
      ...(found.data.length > datasetsAtMost
        ? [
            `${found.data.length - datasetsAtMost} more data files are left out: name them one by one, "lifecycle init FILE".`,
          ]
        : []),
      ...models.flatMap(({ notes }) => notes),
    ],
  };
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

/** The remarks as comments below the dataset's target; the text as it is where that has no line of its own. */
function remarked(text: string, name: string, remarks: readonly string[]): string {
  const lines = text.split('\n');
  const section = lines.findIndex((line) => /^datasets:\s*$/.test(line));
  const entry = lines.findIndex((line, index) => index > section && line.trim() === `${name}:`);
  const target = lines.findIndex((line, index) => index > entry && /^\s+target:/.test(line));
  if (remarks.length === 0 || section < 0 || entry < 0 || target < 0) return text;
  const indent = /^\s*/.exec(lines[target] ?? '')?.[0] ?? '';
  return lines.toSpliced(target + 1, 0, ...remarks.map((remark) => `${indent}# ${remark}`)).join('\n');
}

function remarksOn(
  head: Head,
  { target, positive, time }: { target: string; positive: unknown; time: unknown },
): readonly string[] {
  const [first, second, ...others] = guessClasses(head, target);
  const form = typeof time === 'string' ? guessFormOf(head, time) : undefined;
  return [
    ...(isGuessedByPlace(target)
      ? ['A guess: the last column. Name another if this is not to be predicted.']
      : []),
    ...(first !== undefined && second !== undefined && others.length === 0 && positive === undefined
      ? [`positive: ${JSON.stringify(first)} or ${JSON.stringify(second)}? Write the one that is looked for.`]
      : []),
    ...(form?.isAmbiguous
      ? [`A guess: ${String(time)} is written ${form.form.format}. No value tells the day from the month.`]
      : []),
    ...(others.length > 0
      ? [
          `It has ${others.length + 2} classes; only models of two classes or of a number can be judged.`,
          'Derive a target of two values under prepare and name that, or choose another.',
        ]
      : []),
  ];
}

/** The time of a dataset that is new, and the step that reads it where it is not written year first. */
export function timeSettings(head: Head): Pick<WrittenDataset, 'prepare'> & { readonly time?: string } {
  const time = guessTime(head);
  if (time === undefined) return {};
  const form = guessFormOf(head, time)?.form;
  return { time, ...(form ? { prepare: [{ cast: { [time]: form } }] } : {}) };
}

function datasetEntry(name: string, path: string, head: Head | undefined): ProposedEntry<'datasets'> {
  const target = head && guessTarget(head);
  if (!head || target === undefined)
    return {
      section: 'datasets',
      name,
      entry: path,
      why: `${path}${head ? `, ${head.columns.length} columns; which one is the target could not be guessed` : ''}.`,
    };
  const positive = guessPositive(head, target);
  const { time, prepare } = timeSettings(head);
  const key = guessKey(head);
  const remarks = remarksOn(head, { target, positive, time });
  return {
    section: 'datasets',
    name,
    entry: {
      path,
      target,
      ...(positive === undefined ? {} : { positive }),
      ...(time === undefined ? {} : { time }),
      ...(key === undefined ? {} : { key }),
      ...(prepare ? { prepare } : {}),
      split: { by: time === undefined ? 'random' : 'time', train: 0.8, validation: 0.1, test: 0.1 },
    },
    why: `${path}; target "${target}"${positive === undefined ? '' : `, positive ${JSON.stringify(positive)}`}${time === undefined ? '' : `, split by the time in "${time}"`}.${remarks.map((remark) => ` ${remark}`).join('')}`,
    remarks,
  };
}

interface KnownDataset {
  readonly name: string;
  readonly path: string;
  readonly target: string | undefined;
}

function modelEntry(
  { path, text }: FoundForProposal['scripts'][number],
  context: {
    readonly known: readonly KnownDataset[];
    readonly heads: ReadonlyMap<string, Head | undefined>;
    readonly taken: Set<string>;
    readonly files: readonly string[];
  },
): { readonly proposed: ProposedEntry<'models'>; readonly notes: readonly string[] } {
  const dataset = datasetFor(text, context.known);
  const name = free(modelName(path, dataset?.name), context.taken);
  const head = dataset && context.heads.get(dataset.name);
  const task = head && dataset.target !== undefined ? guessTask(head, dataset.target) : undefined;
  const output = outputOf(text, context.files);
  const isElsewhere = !/LIFECYCLE_(TRAIN|OUT)/.test(text);
  return {
    proposed: {
      section: 'models',
      name,
      entry: {
        ...(dataset && context.known.length > 1 ? { dataset: dataset.name } : {}),
        ...(task === 'regression' ? { task } : {}),
        train: `python ${/^[\w./-]+$/.test(path) ? path : `"${path.replace(/["\\$`]/g, '\\$&')}"`}`,
        ...(output === undefined || output === 'model.onnx' ? {} : { output }),
      },
      why: `${path}${dataset ? `; learns from "${dataset.name}"` : ''}.`,
    },
    notes: [
      ...(isElsewhere
        ? [
            `${path} does not read LIFECYCLE_TRAIN and write to LIFECYCLE_OUT yet: let it, so that it never sees the test split.`,
          ]
        : []),
      ...(output !== undefined && !output.endsWith('.onnx')
        ? [`${path} writes ${output}: to be evaluated and served here, a model is exported to ONNX.`]
        : []),
    ],
  };
}

/** The dataset whose file the script names, else the first that has a target, else the only one. */
function datasetFor(text: string, known: readonly KnownDataset[]): KnownDataset | undefined {
  const named = known.find(
    ({ path }) => text.includes(path) || text.includes(`${path.slice(path.lastIndexOf('/') + 1)}`),
  );
  return (
    named ?? known.find(({ target }) => target !== undefined) ?? (known.length === 1 ? known[0] : undefined)
  );
}

function outputOf(text: string, files: readonly string[]): string | undefined {
  const written = /["'](?:[\w./-]*\/)?([\w-]+\.(?:onnx|pkl|joblib|pt|pth|keras|h5|safetensors))["']/.exec(
    text,
  )?.[1];
  if (written !== undefined) return written;
  const only = files.length === 1 ? files[0] : undefined;
  return only?.slice(only.lastIndexOf('/') + 1);
}

/** `train_churn.py` is churn; `train.py` is named for its data, else for its folder. */
function modelName(path: string, dataset: string | undefined): string {
  const stem = stemOf(path).replace(/(^|[_-])(train(ing)?|fit|model)(?=$|[_-])/gi, '');
  const own = plainName(stem);
  if (own !== '') return own;
  const folder = plainName(path.split('/').at(-2) ?? '');
  return dataset ?? (folder === '' ? 'model' : folder);
}

/** What a data file is called in the manifest: `data/Bank calls.csv.gz` is `Bank-calls`. */
export const datasetName = (path: string) => plainName(stemOf(path)) || 'data';

const stemOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/(\.\w+)(\.(gz|zst))?$/, '');
const plainName = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, 60);

/** The name, or with a number where it is taken; it is taken from then on. */
function free(name: string, taken: Set<string>): string {
  const found = freeName(name, [...taken]);
  taken.add(found.toLowerCase());
  return found;
}
