// How many rows each class of the target has, in all and in each part of the split.

export interface ClassRows {
  readonly value: string | number;
  readonly rows: number;
  /** By name of the part; {} where the data is not split. */
  readonly parts: Readonly<Record<string, { readonly rows: number; readonly expected: number }>>;
}
