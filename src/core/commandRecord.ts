// What a command of the person's own was made of, as it is recorded: its code and the environment it ran in.

export interface CodeRecord {
  readonly commit?: string;
  readonly isDirty: boolean;
  /** Digest of the uncommitted changes. */
  readonly diff?: string;
  /** Digest of the files that decide its result. */
  readonly script?: string;
}

export interface EnvironmentRecord {
  /** The interpreter; empty where the command is none of Python's. */
  readonly python: string;
  readonly version: string;
  readonly digest: string;
  readonly packages: readonly string[];
}
