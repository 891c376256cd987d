// A source that is a folder with its own record of which of its files count, as one text: `delta://data/sales?version=3`, `iceberg://s3://bucket/sales`, `huggingface://data/reviews?split=train`.

export const folderPicks = {
  delta: ['version', 'as_of'],
  iceberg: ['snapshot', 'as_of'],
  huggingface: ['config', 'split'],
} as const;

/** Delta Lake, Apache Iceberg, and datasets as the Hugging Face Hub lays them out. */
export type FolderKind = keyof typeof folderPicks;
export type FolderPick = (typeof folderPicks)[FolderKind][number];

export interface FolderSource {
  readonly kind: FolderKind;
  /** A path, relative to the project or absolute, or an address of a store of objects; of Iceberg it may be a metadata file. */
  readonly folder: string;
  /** What of it, as it is written; undefined takes the newest state, or what there is only one of. */
  readonly picks: Readonly<Partial<Record<FolderPick, string>>>;
}

export const folderWords: Readonly<Record<FolderKind, string>> = {
  delta: 'Delta table',
  iceberg: 'Iceberg table',
  huggingface: 'Hugging Face dataset',
};

/** Undefined where the source is something else. */
export function folderSource(source: string): FolderSource | undefined {
  const [, scheme, rest = ''] = /^(delta|iceberg|huggingface):\/\/(.+)$/is.exec(source) ?? [];
  if (scheme === undefined) return undefined;
  const kind = scheme.toLowerCase() as FolderKind;
  const mark = rest.indexOf('?');
  const params = new URLSearchParams(mark < 0 ? '' : rest.slice(mark + 1));
  const known: readonly string[] = folderPicks[kind];
  return {
    kind,
    folder: decoded(mark < 0 ? rest : rest.slice(0, mark)),
    picks: Object.fromEntries([...params].filter(([name]) => known.includes(name))),
  };
}

/** The one text of it: equal for equal sources, however they were written. */
export function folderUri({ kind, folder, picks }: FolderSource): string {
  const params = new URLSearchParams();
  for (const name of folderPicks[kind]) {
    const value = picks[name];
    if (value !== undefined) params.set(name, value);
  }
  const asked = params.size > 0 ? `?${params.toString()}` : '';
  return `${kind}://${folder.replace(/[%?#]/g, encodeURIComponent)}${asked}`;
}

/** For messages: `Delta table data/sales`. */
export const folderName = ({ kind, folder }: FolderSource): string => `${folderWords[kind]} ${folder}`;

/** As `shownSource` has it: `data/sales (Delta table, version 3)`. */
export function shownFolder({ kind, folder, picks }: FolderSource): string {
  const asked = Object.entries(picks).map(([name, value]) => `${name.replace('_', ' ')} ${value}`);
  return `${folder} (${[folderWords[kind], ...asked].join(', ')})`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
