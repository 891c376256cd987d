// What rows can be divided by, and what each way means for whoever reads the parts.

interface SplitKind {
  /** Whether each part holds what came after the one before, as rows in use come after those learnt from. */
  readonly isInOrder: boolean;
  /** The key of the dataset that names the column it goes by. */
  readonly needs?: 'time' | 'key';
  /** What a gap between parts is counted in; undefined where no part follows another. */
  readonly gap?: 'duration' | 'rows';
}

export const splitKinds = {
  order: { isInOrder: true, gap: 'rows' },
  time: { isInOrder: true, needs: 'time', gap: 'duration' },
  key: { isInOrder: false, needs: 'key' },
  random: { isInOrder: false },
} as const satisfies Readonly<Record<string, SplitKind>>;

export type SplitBy = keyof typeof splitKinds;
export type UnorderedSplit = {
  [By in SplitBy]: (typeof splitKinds)[By]['isInOrder'] extends true ? never : By;
}[SplitBy];

export const splitKind = (by: SplitBy): SplitKind => splitKinds[by];

export const isUnordered = (by: SplitBy): by is UnorderedSplit => !splitKinds[by].isInOrder;

/** The column that the split goes by; undefined where it goes by none, or the dataset does not name it. */
export function splitColumn({
  split,
  time,
  key,
}: {
  readonly split?: { readonly by: SplitBy } | undefined;
  readonly time?: { readonly column: string } | undefined;
  readonly key?: string | undefined;
}): string | undefined {
  if (!split) return undefined;
  const { needs } = splitKind(split.by);
  return needs === undefined ? undefined : { time: time?.column, key }[needs];
}
