// What the data panel shows of a dataset or file, read from small files only; data itself is the worker's matter.
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import * as vscode from 'vscode';
import type { CollectedVersion, PreparedVersion, SplitName } from '../../core/dataset/version';
import { splitNames } from '../../core/dataset/version';
import { wrongInput } from '../../core/errors';
import { shownSource } from '../../core/manifest/tableSource';
import type { CheckResult } from '../../core/quality/finding';
import { dueOf } from '../../node/catalog/datasets';
import { readCheckOf } from '../../node/check/result';
import { clockAt, ownZone } from '../../node/clock';
import { currentCollected, currentPrepared } from '../../node/dataset/versions';
import { insideFolder } from '../../node/files/inside';
import type { Project } from '../../node/project';
import type { DataState, DataTarget, TableName, TableState } from '../../protocol/data';
import type { Failure } from '../../protocol/panel';
import { workingOn } from './working';

/** What is on disk of the target. */
export interface DataFiles {
  readonly prepared?: PreparedVersion;
  readonly collected?: CollectedVersion;
  readonly check?: CheckResult;
  /** Relative to the project: a file that was not collected. */
  readonly plain?: string;
}

export async function readDataFiles(project: Project, target: DataTarget): Promise<DataFiles> {
  if (target.kind === 'file') return { plain: target.path };
  const { name } = target;
  const settings = project.manifest.datasets?.[name];
  if (!settings) return {};
  const prepared = await currentPrepared(project, name);
  const collected = await currentCollected(project, name);
  const check = prepared && (await readCheckOf(project, prepared));
  return {
    ...(prepared && { prepared }),
    ...(collected && { collected }),
    ...(check && { check }),
    ...(!collected && { plain: settings.path }),
  };
}

/** The absolute paths of a table's data. Throws `input` where there is none, or it lies outside the workspace. */
export async function tableFiles(project: Project, target: DataTarget, table: TableName): Promise<string[]> {
  const paths = pathsOf(project, target, await readDataFiles(project, target))[table] ?? [];
  if (paths.length === 0) throw wrongInput(vscode.l10n.t('This table is not there any more.'));
  return Promise.all(paths.map((path) => insideFolder(project.root, path)));
}

/** Relative to the project; undefined where there is no such table. */
function pathsOf(
  { root, paths }: Project,
  target: DataTarget,
  { prepared, collected, plain }: DataFiles,
): Partial<Record<TableName, readonly string[]>> {
  return {
    ...(prepared &&
      target.kind === 'dataset' && {
        prepared: [
          relative(root, paths.datasetVersion(target.name, prepared.fingerprint, prepared.data.file)),
        ],
      }),
    ...(collected && { collected: collected.sources.map(({ path }) => path) }),
    ...(plain !== undefined && { file: [plain] }),
  };
}

export const titleOf = (target: DataTarget): string =>
  target.kind === 'dataset' ? target.name : (target.path.split('/').at(-1) ?? target.path);

export async function dataState(project: Project, target: DataTarget): Promise<DataState> {
  const files = await readDataFiles(project, target);
  const tables = await tablesOf(project, target, files);
  const label = target.kind === 'dataset' ? project.manifest.datasets?.[target.name]?.target : undefined;
  const due = target.kind === 'dataset' ? await dueOf(project, target.name, clockAt()) : undefined;
  const working =
    target.kind === 'dataset'
      ? await workingOn(project, ['collect', 'prepare', 'check'], [target.name])
      : undefined;
  return {
    target,
    title: titleOf(target),
    zone: ownZone(),
    isTrusted: vscode.workspace.isTrusted,
    ...(label !== undefined && { label }),
    tables,
    ...(tables.length === 0 && { nothing: whyNothing(project, target) }),
    ...(due && { due }),
    ...(files.check && { check: files.check }),
    ...(working !== undefined && { working }),
  };
}

async function tablesOf(
  project: Project,
  target: DataTarget,
  { prepared, collected, plain }: DataFiles,
): Promise<TableState[]> {
  const tables: TableState[] = [];
  if (prepared)
    tables.push({
      table: 'prepared',
      path: pathsOf(project, target, { prepared }).prepared?.[0] ?? '',
      rows: prepared.rows,
      columns: prepared.columns.length,
      version: short(prepared.fingerprint),
      at: prepared.at,
      parts: partsOf(prepared),
    });
  if (collected)
    tables.push({
      table: 'collected',
      path: collected.path,
      bytes: collected.bytes,
      version: short(collected.fingerprint),
      at: collected.at,
      parts: [],
    });
  if (plain !== undefined) {
    const file = await insideFolder(project.root, plain).catch(() => undefined);
    const info = file === undefined ? undefined : await stat(file);
    if (info?.isFile())
      tables.push({ table: 'file', path: plain, bytes: info.size, at: info.mtime.toISOString(), parts: [] });
  }
  return tables;
}

const partsOf = ({ parts }: PreparedVersion): TableState['parts'] =>
  splitNames.flatMap((name: SplitName) => {
    const part = parts[name];
    if (!part) return [];
    const { rows, from, to } = part;
    return [{ name, rows, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  });

const short = (fingerprint: string) => fingerprint.replace(/^sha256:/, '').slice(0, 8);

function whyNothing(project: Project, target: DataTarget): Failure {
  if (target.kind === 'file')
    return {
      message: vscode.l10n.t('{0} is not there any more.', target.path),
      hint: vscode.l10n.t('Close this panel, or bring the file back.'),
    };
  const settings = project.manifest.datasets?.[target.name];
  if (!settings)
    return {
      message: vscode.l10n.t('lifecycle.yaml has no dataset {0} any more.', target.name),
      hint: vscode.l10n.t('Write it under datasets, or close this panel.'),
    };
  return {
    message: vscode.l10n.t('{0} has not been collected yet.', target.name),
    hint: settings.source
      ? vscode.l10n.t('It comes from {0}.', shownSource(settings.source))
      : vscode.l10n.t('Its file {0} is not there.', settings.path),
  };
}
