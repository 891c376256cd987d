// The data panel's host side: state from small files, profiles and rows from the worker, buttons turned into commands.
import * as vscode from 'vscode';
import { withPart } from '../../core/dataset/part';
import { wrongInput } from '../../core/errors';
import type { Profile } from '../../core/profile/profile';
import { rolesOf } from '../../core/quality/facts';
import { masksOf } from '../../core/quality/personal/masks';
import type { CheckResult } from '../../core/quality/finding';
import { readProfile } from '../../node/profile/storedProfile';
import type { Project } from '../../node/project';
import { dataProtocol, type DataProtocol, type DataTarget, type TableName } from '../../protocol/data';
import { commandIds } from '../ids';
import { projectAt } from '../projectAt';
import { nameIn, type Subject } from '../subject';
import { isDataFile } from '../tree/tokens';
import { requireTrust } from '../trust';
import { commonActions, runCommand } from './commonActions';
import { dataState, readDataFiles, tableFiles, titleOf } from './dataState';
import { panelKind, type PanelWindow } from './kind';

export function dataPanel({ worker }: PanelWindow) {
  /** Findings the worker made of data that was never checked, for their rows. */
  const looks = new Map<string, CheckResult>();
  /** What the worker is asked to read: a prepared table only as it was prepared. */
  const readable = async (target: DataTarget, table: TableName, signal: AbortSignal) => {
    const project = await projectAt(target.folder);
    const files = await tableFiles(project, target, table);
    if (target.kind !== 'dataset') return files;
    const dataset = project.manifest.datasets?.[target.name] ?? {};
    return table === 'prepared'
      ? [await worker.ask('prepared', { root: project.root, name: target.name }, signal)]
      : files.map((file) => withPart(file, dataset));
  };
  /** What a check, or a look, found personal; the worker looks for itself as well. */
  const maskingOf = async (project: Project, target: DataTarget) => {
    const { check } = await readDataFiles(project, target);
    const personal =
      target.kind === 'dataset' ? project.manifest.datasets?.[target.name]?.personal : undefined;
    const made = check ?? looks.get(keyOf(target));
    return { ...(made && { masks: masksOf(made.findings, personal) }), ...(personal && { personal }) };
  };
  return panelKind<DataProtocol>({
    protocol: dataProtocol,
    icon: 'table',
    targetOf,
    title: titleOf,
    load: async (target) => dataState(await projectAt(target.folder), target),
    answers: {
      profile: async (target, { table }, signal) => {
        const project = await projectAt(target.folder);
        const masking = await maskingOf(project, target);
        const stored = table === 'prepared' ? await storedProfile(project, target) : undefined;
        const { masks } = masking;
        if (stored && masks && stored.columns.every(({ name }) => masks[name] === undefined)) return stored;
        return worker.ask('profile', { files: await readable(target, table, signal), ...masking }, signal);
      },
      check: async (target, { table }, signal) => {
        const project = await projectAt(target.folder);
        const settings = target.kind === 'dataset' ? project.manifest.datasets?.[target.name] : undefined;
        const files = await readable(target, table, signal);
        const found = await worker.ask(
          'check',
          { files, ...(settings && { roles: rolesOf(settings) }) },
          signal,
        );
        looks.set(keyOf(target), found);
        return found;
      },
      rows: async (target, { table, finding, sort, offset, limit }, signal) => {
        const project = await projectAt(target.folder);
        const where =
          finding === undefined ? undefined : await conditionOf(finding, { project, target, looks });
        const files = await readable(target, table, signal);
        return worker.ask(
          'rows',
          {
            files,
            offset,
            limit,
            ...(await maskingOf(project, target)),
            ...(where !== undefined && { where }),
            ...(sort && { sort }),
          },
          signal,
        );
      },
    },
    actions: {
      ...commonActions(subjectOf),
      run: (target, { stage }) => runCommand(stage, subjectOf(target)),
      addSteps: (target, { findings }) =>
        vscode.commands.executeCommand(commandIds.addStep, {
          ...subjectOf(target),
          findings,
          look: looks.get(keyOf(target)),
        }),
      addToManifest: (target) => runCommand('add', subjectOf(target)),
      openFile: async (target, { table }) => {
        const [file = ''] = await tableFiles(await projectAt(target.folder), target, table);
        await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(file));
      },
    },
  });
}

function targetOf(subject: Subject): DataTarget | undefined {
  const { folder, path } = subject;
  const name = nameIn(subject, 'datasets');
  if (name !== undefined) return { kind: 'dataset', folder, name };
  return path !== undefined && isDataFile(path) ? { kind: 'file', folder, path } : undefined;
}

const subjectOf = (target: DataTarget): Subject =>
  target.kind === 'dataset'
    ? { kind: 'dataset', folder: target.folder, name: target.name }
    : { kind: 'found', folder: target.folder, path: target.path };

async function storedProfile(project: Project, target: DataTarget): Promise<Profile | undefined> {
  const { prepared } = await readDataFiles(project, target);
  return prepared && readProfile(project, prepared);
}

/** The rows a finding rests on. A stored check may have come with a clone: its SQL is not run in Restricted Mode. */
async function conditionOf(
  id: string,
  {
    project,
    target,
    looks,
  }: { project: Project; target: DataTarget; looks: ReadonlyMap<string, CheckResult> },
): Promise<string> {
  const { check } = await readDataFiles(project, target);
  const made = check ?? looks.get(keyOf(target));
  const rows =
    made?.findings.find((candidate) => candidate.id === id)?.rows ??
    made?.expectations.find(({ expectation }) => `expectation:${expectation}` === id)?.where;
  if (rows === undefined)
    throw wrongInput(vscode.l10n.t('This finding is not there any more.'), {
      hint: vscode.l10n.t('The data was checked again meanwhile.'),
    });
  if (check) requireTrust(vscode.l10n.t('Showing the rows that a finding rests on'));
  return rows;
}

const keyOf = (target: DataTarget) => JSON.stringify(target);
