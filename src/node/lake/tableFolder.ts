// The folder of a table as those who read it see it, wherever it lies: what is in it, and its files as files of this machine.

export interface TableFolder {
  /** For messages: `Delta table s3://bucket/sales`. */
  readonly shown: string;
  /** Every file, by its name below the folder. */
  readonly files: ReadonlyMap<string, FileThere>;
  /**
   * The absolute path of a folder of this machine in which those files are, under their names. Throws as reading its store does,
   * and `SourceChanged` where one is no longer what it was.
   */
  bring(names: readonly string[]): Promise<string>;
}

export interface FileThere {
  readonly bytes: number;
  /** ISO time of its last change. */
  readonly modified?: string;
}

/** One state of a table. */
export interface TableState {
  /** Names the state: another one has another name. */
  readonly snapshot: string;
  /** When it came to be, as its store has it. */
  readonly modified?: string;
  /** Those that hold its rows or say which are deleted, by their names below the folder. */
  readonly files: readonly string[];
  /** A SELECT of its rows, once those files lie below `root`. */
  readonly rows: (root: string) => string;
}
