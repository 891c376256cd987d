// What a command is about, however it was started: a row of a view, a panel's button, a file of the explorer, or nothing at all.
import * as vscode from 'vscode';
import type { NodeKind, Subject as RowSubject } from '../core/catalog/node';
import type { SectionName } from '../core/manifest/manifest';
import type { StageName } from '../core/run/run';

export interface Subject extends RowSubject {
  /** The workspace folder's address. */
  readonly folder: string;
  /** A row's kind; `file` for one chosen outside of the views. */
  readonly kind: NodeKind | 'file';
}

/** Undefined where a command was started from the palette. */
export function subjectOf(argument: unknown): Subject | undefined {
  if (argument instanceof vscode.Uri) return subjectOfFile(argument);
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('subject' in argument) return argument.subject as Subject | undefined;
  return 'folder' in argument && 'kind' in argument ? (argument as Subject) : undefined;
}

const sectionsByStage: Readonly<Record<StageName, SectionName>> = {
  collect: 'datasets',
  prepare: 'datasets',
  check: 'datasets',
  train: 'models',
  tune: 'models',
  evaluate: 'models',
  register: 'models',
  promote: 'models',
  retrain: 'models',
  deploy: 'deployments',
  monitor: 'deployments',
};
const sectionsByKind: Partial<Record<Subject['kind'], SectionName>> = {
  goal: 'goals',
  dataset: 'datasets',
  collected: 'datasets',
  prepared: 'datasets',
  split: 'datasets',
  check: 'datasets',
  finding: 'datasets',
  expectation: 'datasets',
  model: 'models',
  version: 'models',
  gate: 'models',
  deployment: 'deployments',
  endpoint: 'deployments',
  monitor: 'deployments',
  window: 'deployments',
  alert: 'deployments',
};

/** The section of the manifest that the subject's name stands in; undefined where it names no entry. */
export function sectionOf({ kind, stage, name, section, version }: Subject): SectionName | undefined {
  if (name === undefined) return undefined;
  return (
    section ??
    sectionsByKind[kind] ??
    (stage && sectionsByStage[stage]) ??
    (version === undefined ? undefined : 'models')
  );
}

/** The subject's name where it is an entry of that section. */
export const nameIn = (subject: Subject | undefined, section: SectionName): string | undefined =>
  subject && sectionOf(subject) === section ? subject.name : undefined;

function subjectOfFile(uri: vscode.Uri): Subject | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return undefined;
  const path = uri.path.slice(folder.uri.path.length).replace(/^\//, '');
  return { kind: 'file', folder: folder.uri.toString(), path };
}
