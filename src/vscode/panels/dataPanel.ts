// The data panel's host side: state from small files, profiles and rows from the worker, buttons turned into commands.
import * as vscode from 'vscode';
import { wrongInput } from '../../core/errors';
import type { Profile } from '../../core/profile/profile';
import type { CheckResult } from '../../core/quality/finding';
import { readProfile } from '../../node/profile/storedProfile';
import type { Project } from '../../node/project';
import type { DataState } from '../../protocol/data';
import type { Answer, Question } from '../../protocol/messages';
import type { PanelTarget } from '../../protocol/about';
import { checkRequest, profileRequest, rowsRequest } from '../../protocol/worker';
import { commandIds } from '../ids';
import { projectAt } from '../projectAt';
import type { Subject } from '../subject';
import { requireTrust } from '../trust';
import type { Worker } from '../worker';
import { dataState, readDataFiles, tableFiles } from './dataState';
import type { PanelKind } from './panels';

type Target = Extract<PanelTarget, { kind: 'dataset' | 'file' }>;

export function dataPanel(worker: Worker): PanelKind<DataState, Target> {
  /** Findings the worker made of data that was never checked, for their rows. */
  const looks = new Map<string, CheckResult>();
  return {
    name: 'data',
    icon: 'table',
    title: (target) =>
      target.kind === 'dataset' ? target.name : (target.path.split('/').at(-1) ?? target.path),
    load: async (target) => dataState(await projectAt(target.folder), target),
    answer: async (target, question, signal) =>
      answer({ worker, looks, project: await projectAt(target.folder), target, question, signal }),
    act: async (target, action) => {
      const subject: Subject =
        target.kind === 'dataset'
          ? { kind: 'dataset', folder: target.folder, name: target.name }
          : { kind: 'found', folder: target.folder, path: target.path };
      switch (action.kind) {
        case 'run':
          await vscode.commands.executeCommand(commandIds[action.stage], subject);
          return;
        case 'addSteps':
          await vscode.commands.executeCommand(commandIds.addStep, {
            ...subject,
            findings: action.findings,
            look: looks.get(keyOf(target)),
          });
          return;
        case 'addToManifest':
          await vscode.commands.executeCommand(commandIds.add, subject);
          return;
        case 'openManifest':
          await vscode.commands.executeCommand(commandIds.openManifest, subject);
          return;
        case 'openFile': {
          const [file = ''] = await tableFiles(await projectAt(target.folder), target, action.table);
          await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(file));
          return;
        }
        case 'trust':
          await vscode.commands.executeCommand('workbench.trust.manage');
          return;
        case 'next':
          return;
      }
    },
  };
}

interface Asked {
  readonly worker: Worker;
  readonly looks: Map<string, CheckResult>;
  readonly project: Project;
  readonly target: Target;
  readonly question: Question;
  readonly signal: AbortSignal;
}

async function answer({ worker, looks, project, target, question, signal }: Asked): Promise<Answer> {
  switch (question.kind) {
    case 'profile': {
      const stored = question.table === 'prepared' ? await storedProfile(project, target) : undefined;
      if (stored) return stored;
      return worker.ask(profileRequest, { files: await tableFiles(project, target, question.table) }, signal);
    }
    case 'check': {
      const settings = target.kind === 'dataset' ? project.manifest.datasets?.[target.name] : undefined;
      const files = await tableFiles(project, target, question.table);
      const label = settings?.target;
      const found = await worker.ask(checkRequest, { files, ...(label !== undefined && { label }) }, signal);
      looks.set(keyOf(target), found);
      return found;
    }
    case 'rows': {
      const { finding, sort, offset, limit, table } = question;
      const where =
        finding === undefined ? undefined : await conditionOf(finding, { project, target, looks });
      const files = await tableFiles(project, target, table);
      return worker.ask(
        rowsRequest,
        { files, offset, limit, ...(where !== undefined && { where }), ...(sort && { sort }) },
        signal,
      );
    }
    case 'service':
      throw new Error('The data panel does not answer for a service.');
  }
}

async function storedProfile(project: Project, target: Target): Promise<Profile | undefined> {
  const { prepared } = await readDataFiles(project, target);
  return prepared && readProfile(project, prepared);
}

/** The rows a finding rests on. A stored check may have come with a clone: its SQL is not run in Restricted Mode. */
async function conditionOf(
  id: string,
  { project, target, looks }: Pick<Asked, 'project' | 'target' | 'looks'>,
): Promise<string> {
  const { check } = await readDataFiles(project, target);
  const made = check ?? looks.get(keyOf(target));
  const finding = made?.findings.find((candidate) => candidate.id === id);
  if (finding?.rows === undefined)
    throw wrongInput(vscode.l10n.t('This finding is not there any more.'), {
      hint: vscode.l10n.t('The data was checked again meanwhile.'),
    });
  if (check) requireTrust(vscode.l10n.t('Showing the rows that a finding rests on'));
  return finding.rows;
}

const keyOf = (target: Target) => JSON.stringify(target);
