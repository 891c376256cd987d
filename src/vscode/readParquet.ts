// Parquet files are read by the window's worker: the extension host has no engine for them.
import type { ReadParquet } from '../node/manifest/head';
import type { Editor } from './editor';

export const readParquet =
  ({ worker }: Editor, signal: AbortSignal): ReadParquet =>
  (files) =>
    worker.ask('heads', { files }, signal);
