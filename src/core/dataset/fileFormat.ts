// Which files are data, by what their names end in: for every reader, list, menu and watcher.

export type FileFormat = TextFormat | BinaryFormat;
/** Of lines and letters, which may be packed and may be written in several encodings. */
export type TextFormat = 'csv' | 'json' | 'jsonl';
export type BinaryFormat = 'parquet' | 'arrow' | 'excel' | 'sqlite';

interface Ending {
  readonly format: FileFormat;
  /** What a file that ends so is called; undefined where others than tables end so too, and only a person can tell. */
  readonly words?: string;
}

const endings: Readonly<Record<string, Ending>> = {
  csv: { format: 'csv', words: 'CSV' },
  tsv: { format: 'csv', words: 'TSV' },
  tab: { format: 'csv', words: 'TSV' },
  txt: { format: 'csv' },
  data: { format: 'csv' },
  json: { format: 'json' },
  jsonl: { format: 'jsonl', words: 'JSON lines' },
  ndjson: { format: 'jsonl', words: 'JSON lines' },
  parquet: { format: 'parquet', words: 'Parquet' },
  pq: { format: 'parquet', words: 'Parquet' },
  arrow: { format: 'arrow', words: 'Arrow' },
  feather: { format: 'arrow', words: 'Arrow' },
  ipc: { format: 'arrow' },
  xlsx: { format: 'excel', words: 'Excel' },
  xlsm: { format: 'excel', words: 'Excel' },
  sqlite: { format: 'sqlite', words: 'SQLite' },
  sqlite3: { format: 'sqlite', words: 'SQLite' },
  db: { format: 'sqlite' },
};

/** Text may be packed; the others pack themselves, or are read here and there in them. */
const packings = ['gz', 'zst'];

/** Endings that are read, without the `.gz` or `.zst` that text may have in addition. */
export const readableEndings = Object.keys(endings);

/** Endings of files that are data by their name alone, packed ones too, without the first dot. */
export const tableEndings = readableEndings
  .filter((ending) => endings[ending]?.words !== undefined)
  .flatMap((ending) => [
    ending,
    ...(isText(endings[ending]?.format) ? packings.map((packing) => `${ending}.${packing}`) : []),
  ]);

/** Whether a file of this format is lines and letters. */
export function isText(format: FileFormat | undefined): format is TextFormat {
  return format === 'csv' || format === 'json' || format === 'jsonl';
}

/** Undefined where it is no data file that can be read. */
export const formatOf = (path: string): FileFormat | undefined => found(path)?.format;

/** `CSV, compressed`; undefined where the name alone does not say that it is data. */
export function tableWords(path: string): string | undefined {
  const ending = found(path);
  return ending?.words && (ending.isPacked ? `${ending.words}, compressed` : ending.words);
}

function found(path: string): (Ending & { readonly isPacked: boolean }) | undefined {
  const [, name = '', packing] = /\.([a-z0-9]+)(?:\.(gz|zst))?$/i.exec(path) ?? [];
  const key = name.toLowerCase();
  const ending = Object.hasOwn(endings, key) ? endings[key] : undefined;
  const isPacked = packing !== undefined;
  return ending && (isText(ending.format) || !isPacked) ? { ...ending, isPacked } : undefined;
}
