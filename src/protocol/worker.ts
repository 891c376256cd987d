// What a window asks its worker over JSON-RPC: questions that need the columnar engine. Cancelled by the protocol's own means.
import { RequestType } from 'vscode-jsonrpc';
import type { Profile } from '../core/profile/profile';
import type { CheckResult } from '../core/quality/finding';
import type { RowsAnswer } from './data';

/** Data files by their absolute paths: csv, json, jsonl or parquet; several of one format are one table. */
export interface FileQuestion {
  readonly files: readonly string[];
}

export interface CheckQuestion extends FileQuestion {
  readonly label?: string;
}

export interface RowsQuestion extends FileQuestion {
  /** A SQL condition over the file's columns; judged on a connection that sees nothing else. */
  readonly where?: string;
  readonly sort?: { readonly column: string; readonly isDescending: boolean };
  readonly offset: number;
  readonly limit: number;
}

/** The data of a refused request; what a LifecycleError keeps when it crosses between processes. */
export interface RefusalData {
  readonly code: string;
  readonly hint?: string;
}

export const profileRequest = new RequestType<FileQuestion, Profile, RefusalData>('profile');
export const checkRequest = new RequestType<CheckQuestion, CheckResult, RefusalData>('check');
export const rowsRequest = new RequestType<RowsQuestion, RowsAnswer, RefusalData>('rows');
