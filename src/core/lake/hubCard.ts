// What the card of a dataset laid out as on the Hugging Face Hub says: which of its files are which split, its licence, what the numbers of its classes mean.
// https://huggingface.co/docs/hub/datasets-manual-configuration and, where the card is silent, https://huggingface.co/docs/hub/datasets-file-names-and-splits
import picomatch from 'picomatch';
import * as z from 'zod';
import { formatOf } from '../dataset/fileFormat';
import type { Rights } from '../dataset/version';
import { wrongInput } from '../errors';
import { readYaml } from '../yaml';

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const dataFiles = z.union([
  texts.transform((paths) => [{ split: 'train', paths }]),
  z.array(
    z.object({ split: z.string(), path: texts }).transform(({ split, path }) => ({ split, paths: path })),
  ),
  z
    .record(z.string(), texts)
    .transform((splits) => Object.entries(splits).map(([split, paths]) => ({ split, paths }))),
]);
const config = z.object({
  config_name: z.string(),
  default: z.boolean().optional(),
  data_dir: z.string().optional(),
  data_files: dataFiles.optional(),
});
const feature = z.object({
  name: z.string(),
  dtype: z.object({ class_label: z.object({ names: z.record(z.string(), z.string()) }) }),
});
const info = z.object({
  config_name: z.string().default('default'),
  features: z.array(z.unknown()).optional(),
});
const cardSchema = z.object({
  license: texts.optional(),
  license_name: z.string().optional(),
  license_link: z.string().optional(),
  pretty_name: z.string().optional(),
  configs: z.array(config).optional(),
  dataset_info: z.union([z.array(info), info.transform((one) => [one])]).optional(),
});

export type HubCard = z.infer<typeof cardSchema>;

export const hubCardFile = 'README.md';

/** The front matter of a card; undefined where the text has none that is a dataset's. Throws `input` where it is wrong YAML. */
export function hubCard(text: string, file: string): HubCard | undefined {
  const matter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(\r?\n|$)/.exec(text)?.[1];
  if (matter === undefined) return undefined;
  const parsed = cardSchema.safeParse(readYaml(matter, file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrongInput(
    `${file} is no card of a dataset: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    {
      hint: 'Mend its front matter, or name the data files themselves.',
    },
  );
}

/** Whether the card says of files that they are a dataset's: a front matter alone may be any page's. */
export const saysData = (card: HubCard | undefined): boolean =>
  (card?.configs ?? card?.dataset_info) !== undefined;

export interface HubPick {
  readonly config?: string | undefined;
  readonly split?: string | undefined;
}

export interface HubSplit {
  readonly config: string;
  readonly split: string;
  /** Below the dataset's folder, in order. */
  readonly files: readonly string[];
}

/** The files of the split that is meant. Throws `input` where there are several and none is picked, or the one picked is not there. */
export function hubSplit(
  card: HubCard | undefined,
  names: readonly string[],
  { config: wanted, split }: HubPick,
  shown: string,
): HubSplit {
  const found = hubSplits(card, names, wanted, shown);
  const meant = split === undefined ? found : found.filter((one) => one.split === split);
  const [one, another] = meant;
  const all = found.map((each) => each.split).join(', ');
  if (!one)
    throw wrongInput(
      split === undefined ? `${shown} holds no data file.` : `${shown} has no split ${split}.`,
      {
        hint: found.length > 0 ? `It has ${all}.` : 'Copy the dataset again, its data files included.',
      },
    );
  if (another)
    throw wrongInput(`${shown} has several splits: ${all}.`, {
      hint: `Say which, e.g. source: {huggingface: FOLDER, split: ${one.split}}; each may be a dataset of its own.`,
    });
  if (one.files.length === 0)
    throw wrongInput(`${shown} has no file of its split ${one.split}.`, {
      hint: 'Copy the dataset again, its data files included.',
    });
  return one;
}

/** All splits of a configuration. Throws `input` where it is not there, or none of several is picked. */
export function hubSplits(
  card: HubCard | undefined,
  names: readonly string[],
  wanted: string | undefined,
  shown: string,
): readonly HubSplit[] {
  const data = names.filter((name) => formatOf(name) !== undefined && !/(^|\/)[._]/.test(name)).sort();
  const configs = card?.configs ?? [];
  const chosen = configOf(configs, wanted, shown);
  const name = chosen?.config_name ?? 'default';
  const folder = chosen?.data_dir === undefined ? '' : `${chosen.data_dir.replace(/^\.\/|\/+$/g, '')}/`;
  const inFolder = data.filter((file) => file.startsWith(folder));
  const splits = chosen?.data_files?.map(({ split, paths }) => ({
    split,
    files: data.filter((file) =>
      paths.some((path) => isMeant(`${folder}${path.replace(/^\.\//, '')}`, file)),
    ),
  }));
  return (splits ?? byName(inFolder)).map((one) => ({ config: name, ...one }));
}

function configOf(configs: NonNullable<HubCard['configs']>, wanted: string | undefined, shown: string) {
  const all = configs.map(({ config_name: name }) => name).join(', ');
  const found =
    wanted === undefined
      ? (configs.find((one) => one.default === true) ??
        configs.find(({ config_name: name }) => name === 'default') ??
        (configs.length === 1 ? configs[0] : undefined))
      : configs.find(({ config_name: name }) => name === wanted);
  if (found || (configs.length === 0 && (wanted === undefined || wanted === 'default'))) return found;
  throw wanted === undefined
    ? wrongInput(`${shown} has several configurations: ${all}.`, {
        hint: `Say which, e.g. source: {huggingface: FOLDER, config: ${configs[0]?.config_name ?? ''}}.`,
      })
    : wrongInput(`${shown} has no configuration ${wanted}.`, {
        hint: all ? `It has ${all}.` : 'Leave it out.',
      });
}

const isMeant = (pattern: string, file: string) =>
  file === pattern || file.startsWith(`${pattern.replace(/\/+$/, '')}/`) || picomatch(pattern)(file);

const splitWords: Readonly<Record<string, string>> = {
  train: 'train',
  training: 'train',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
  eval: 'test',
  evaluation: 'test',
};

/** A word of a split in a file's or folder's name; where no file has one, all are for training. */
function byName(
  files: readonly string[],
): readonly { readonly split: string; readonly files: readonly string[] }[] {
  const splits = new Map<string, string[]>();
  for (const file of files) {
    const word = file
      .toLowerCase()
      .split(/[^a-z]+/)
      .findLast((part) => Object.hasOwn(splitWords, part));
    const split = word === undefined ? undefined : splitWords[word];
    if (split !== undefined) splits.set(split, [...(splits.get(split) ?? []), file]);
  }
  if (splits.size === 0) return files.length > 0 ? [{ split: 'train', files }] : [];
  return [...splits].map(([split, those]) => ({ split, files: those }));
}

/** What the card says of where the data is from and what may be done with it. */
export function rightsOf({
  license,
  license_name: name,
  license_link: link,
  pretty_name: title,
}: HubCard): Rights {
  const told = (license ?? []).filter((one) => one !== 'other' && one !== 'unknown');
  const licence = told.length > 0 ? told.join(', ') : name;
  return { licence, origin: title, terms: link };
}

/** The names of the classes that a column of whole numbers stands for, the first that of 0. */
export function classesOf(card: HubCard, configName: string): Readonly<Record<string, readonly string[]>> {
  const told = card.dataset_info ?? [];
  const of = told.find((one) => one.config_name === configName) ?? (told.length === 1 ? told[0] : undefined);
  const columns = (of?.features ?? []).flatMap((one) => {
    const { success, data } = feature.safeParse(one);
    if (!success) return [];
    const names = Object.entries(data.dtype.class_label.names).sort(([a], [b]) => Number(a) - Number(b));
    return [[data.name, names.map(([, name]) => name)] as const];
  });
  return Object.fromEntries(columns);
}
