// What reading a table of something else takes and gives, whoever keeps it.

export interface TableReading {
  /** The project's folder. */
  readonly root: string;
  /** For what is needed meanwhile; removed by whoever asked. */
  readonly folder: string;
  /** The file to be made; not made where `known` is all that there is. */
  readonly parquet: string;
  /** The content that there is already. */
  readonly known: string | undefined;
  /** Told of bytes as they come. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

export interface TableRead {
  /** Names the state that was read. */
  readonly snapshot: string;
  /** ISO time of that state, where its store tells one that counts. */
  readonly modified?: string;
  /** `sha256:` and hex over columns and rows; undefined where the Parquet file has to tell. */
  readonly content?: string;
  /** Columns kept as text because no number or time of ours holds what they hold. */
  readonly asText: readonly string[];
}
