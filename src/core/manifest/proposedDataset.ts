// A data file as an entry of the manifest: its target, key and time guessed from its head.
import type { NewEntries } from './edit';
import {
  guessClasses,
  guessFormOf,
  guessKey,
  guessPositive,
  guessTarget,
  guessTime,
  isGuessedByPlace,
  possibleKeys,
  possibleTimes,
  type Head,
} from './guess';
import { folderWords } from './folderSource';
import { positiveRemark, targetRemarks, type FoundFolder, type ProposedEntry } from './proposal';

type WrittenDataset = Exclude<NewEntries['datasets'], string>;

export function datasetEntry(name: string, path: string, head: Head | undefined): ProposedEntry<'datasets'> {
  const target = head && guessTarget(head);
  if (!head || target === undefined)
    return {
      section: 'datasets',
      name,
      entry: path,
      why: `${path}${head ? `, ${head.columns.length} columns` : ''}; which column is the target could not be guessed.`,
    };
  const isJudged = guessClasses(head, target).length <= 2;
  const positive = guessPositive(head, target);
  const settings = guessedSettings(head);
  const { time, key } = settings;
  const remarks = remarksOn(head, { target, positive, time, key });
  return {
    section: 'datasets',
    name,
    entry: {
      path,
      ...(isJudged ? { target } : {}),
      ...(positive === undefined ? {} : { positive }),
      ...settings,
    },
    why: `${path}${isJudged ? `; target "${target}"` : ''}${positive === undefined ? '' : `, positive ${JSON.stringify(positive)}`}${key === undefined ? '' : `, key "${key}"`}${time === undefined ? '' : `, split by the time in "${time}"`}.${remarks.map((remark) => ` ${remark}`).join('')}`,
    remarks,
  };
}

/** A folder that is a dataset as a whole is collected: of a table one state, of a dataset in splits one of them. */
export function folderEntry(
  name: string,
  folder: string,
  { kind, splits }: FoundFolder,
): ProposedEntry<'datasets'> {
  const why = `${folder}, ${kind === 'iceberg' ? 'an' : 'a'} ${folderWords[kind]}`;
  if (kind !== 'huggingface')
    return {
      section: 'datasets',
      name,
      entry: { source: folder, path: `${folder}.parquet` },
      why: `${why}; collect brings its rows as one Parquet file.`,
    };
  const split = splits.find((one) => one === 'train') ?? splits[0];
  const isOne = splits.length < 2 || split === undefined;
  return {
    section: 'datasets',
    name,
    entry: {
      source: isOne ? folder : { huggingface: folder, split },
      path: `${folder}-${split ?? 'collected'}`,
    },
    why: isOne
      ? `${why}.`
      : `${why}; its split ${split}. The others (${splits.filter((one) => one !== split).join(', ')}) may be datasets of their own.`,
  };
}

function remarksOn(
  head: Head,
  { target, positive, time, key }: { target: string; positive: unknown; time: unknown; key: unknown },
): readonly string[] {
  const classes = guessClasses(head, target);
  const [first, second] = classes;
  const times = time === undefined ? possibleTimes(head) : [];
  const keys = key === undefined ? possibleKeys(head).filter((one) => one !== target) : [];
  const form = typeof time === 'string' ? guessFormOf(head, time) : undefined;
  return [
    ...(classes.length <= 2 && isGuessedByPlace(target)
      ? ['A guess: the last column. Name another if this is not to be predicted.']
      : []),
    ...(first !== undefined && second !== undefined && classes.length === 2 && positive === undefined
      ? [positiveRemark(first, second)]
      : []),
    ...(form?.isAmbiguous
      ? [`A guess: ${String(time)} is written ${form.form.format}. No value tells the day from the month.`]
      : []),
    ...(times.length > 0
      ? [
          `time: ${times.join(' or ')}? Where it says when a row was, name it, and split by: time, so that newer rows test what older ones taught.`,
        ]
      : []),
    ...(keys.length > 0
      ? [`key: ${keys.join(' or ')}? Where it says whom or what a row is about, name it.`]
      : []),
    ...(classes.length > 2 ? targetRemarks(target, classes.length) : []),
  ];
}

type Settings = Pick<WrittenDataset, 'key' | 'prepare' | 'split'> & { readonly time?: string };

/** What a dataset that is new says beside its target: its time, with the step that reads it where it is not written year first, its key and its split. */
export function guessedSettings(head: Head | undefined): Settings {
  if (!head) return { split: splitBy(undefined) };
  const time = guessTime(head);
  const key = guessKey(head);
  const form = time === undefined ? undefined : guessFormOf(head, time)?.form;
  return {
    ...(time === undefined ? {} : { time }),
    ...(key === undefined ? {} : { key }),
    ...(time !== undefined && form ? { prepare: [{ cast: { [time]: form } }] } : {}),
    split: splitBy(time),
  };
}

/** Rows that have a time are split by it, so that newer ones test what older ones taught. */
export const splitBy = (time: string | undefined) =>
  ({ by: time === undefined ? 'random' : 'time', train: 0.8, validation: 0.1, test: 0.1 }) as const;
