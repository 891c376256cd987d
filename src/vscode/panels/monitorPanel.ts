// The monitor panel's host side: state from small files, the endpoint asked, buttons turned into commands.
import * as vscode from 'vscode';
import { servedBy } from '../../core/manifest/served';
import {
  monitorProtocol,
  type AlertState,
  type MonitorProtocol,
  type MonitorTarget,
  type ServiceAnswer,
} from '../../protocol/monitor';
import { commandIds, type CommandName } from '../ids';
import { projectAt } from '../projectAt';
import { nameIn, type Subject } from '../subject';
import { commonActions, runCommand } from './commonActions';
import { panelKind, type PanelWindow } from './kind';
import { monitorState } from './monitorState';
import { serviceAnswer } from './serviceAnswer';

export function monitorPanel({ projects }: PanelWindow) {
  const answering = new Map<string, boolean>();
  /** Looks at the folder anew when an endpoint ends, once until it answers again. */
  const remember = (target: MonitorTarget, { kind }: ServiceAnswer) => {
    const key = JSON.stringify(target);
    const isAnswering = kind === 'answering' || kind === 'none';
    if (!isAnswering && answering.get(key) !== false) void projects.refresh(); // never rejects
    answering.set(key, isAnswering);
  };
  return panelKind<MonitorProtocol>({
    protocol: monitorProtocol,
    icon: 'pulse',
    targetOf,
    title: ({ name }) => name,
    load: async (target) => monitorState(await projectAt(target.folder), target),
    answers: {
      service: async (target, _question, signal) => {
        const answer = await serviceAnswer((await projectAt(target.folder)).paths, target.name, signal);
        remember(target, answer);
        return answer;
      },
    },
    actions: {
      ...commonActions(subjectOf),
      copyRequest: (target) => runCommand('copyRequest', subjectOf(target)),
      run: (target, { stage }) => runVerb(target, stage),
      next: async (target, { alert }) => {
        const { action } = (await alertOf(target, alert)) ?? {};
        if (action) await runVerb(target, action);
      },
      ignore: async (target, { alert }) => {
        const { ignorable: columns = [] } = (await alertOf(target, alert)) ?? {};
        await vscode.commands.executeCommand(commandIds.ignoreColumns, { ...subjectOf(target), columns });
      },
    },
  });
}

/** A deployment that nothing watches has its entry in the manifest only. */
function targetOf(subject: Subject): MonitorTarget | undefined {
  const name = nameIn(subject, 'deployments');
  return name === undefined || (subject.kind === 'deployment' && subject.stage !== 'monitor')
    ? undefined
    : { kind: 'monitor', folder: subject.folder, name };
}

async function alertOf(target: MonitorTarget, id: string): Promise<AlertState | undefined> {
  const { alerts } = await monitorState(await projectAt(target.folder), target);
  return alerts.find(({ opened }) => opened.alert === id);
}

const subjectOf = ({ folder, name }: MonitorTarget): Subject => ({ kind: 'monitor', folder, name });

/** Of a model where the verb is about models, else of the deployment itself. */
async function runVerb(target: MonitorTarget, stage: CommandName): Promise<void> {
  const { folder, name } = target;
  const model = servedBy((await projectAt(folder)).manifest, name)?.model;
  const isOfModel = stage !== 'monitor' && stage !== 'deploy' && model !== undefined;
  await runCommand(stage, isOfModel ? { kind: 'model', folder, name: model } : subjectOf(target));
}
