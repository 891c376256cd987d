// A file of a person's, as the readers hand it on to each other.

export interface TextFile {
  /** Where DuckDB reads it; holds no wildcard. */
  readonly path: string;
  /** As the person knows it. */
  readonly shown: string;
}
