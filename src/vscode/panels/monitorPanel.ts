// The monitor panel's host side: windows and alerts read from their files, the endpoint asked, buttons turned into commands.
import * as vscode from 'vscode';
import { adviceOn, harmlessWindow } from '../../core/monitor/advice';
import { foldAlerts } from '../../core/monitor/alerts';
import { judgedBy, toldBy } from '../../core/monitor/judged';
import type { Alert, AlertEvent, Window } from '../../core/monitor/window';
import type { MonitorSettings } from '../../core/manifest/manifest';
import { hasEnded } from '../../core/run/state';
import { shapes } from '../../core/catalog/shapes';
import { toLifecycleError } from '../../core/errors';
import { readDeploymentState } from '../../node/deploy/folder';
import { askService } from '../../node/deploy/service';
import { readLines } from '../../node/files/lines';
import type { Project } from '../../node/project';
import { readRegistry } from '../../node/registry/read';
import { listRuns } from '../../node/run/find';
import type { Failure, PanelTarget } from '../../protocol/about';
import type { AlertState, MonitorState, ServiceAnswer } from '../../protocol/monitor';
import { inEditor } from '../hint';
import { commandIds } from '../ids';
import { projectAt } from '../projectAt';
import type { Subject } from '../subject';
import type { PanelKind } from './panels';

type Target = Extract<PanelTarget, { kind: 'monitor' }>;

/** `onDidEnd`: called when an endpoint does not answer, once until it answers again. */
export function monitorPanel(onDidEnd: () => void): PanelKind<MonitorState, Target> {
  const answering = new Map<string, boolean>();
  const remember = (target: Target, { kind }: ServiceAnswer) => {
    const key = JSON.stringify(target);
    if (kind === 'unreachable' && answering.get(key) !== false) onDidEnd();
    answering.set(key, kind !== 'unreachable');
  };
  return {
    name: 'monitor',
    icon: 'pulse',
    title: ({ name }) => name,
    load: async (target) => stateOf(await projectAt(target.folder), target),
    answer: async (target, question, signal) => {
      if (question.kind !== 'service') throw new Error(`The monitor panel does not answer ${question.kind}.`);
      const answer = await service(await projectAt(target.folder), target.name, signal);
      remember(target, answer);
      return answer;
    },
    act: async (target, action) => {
      const subject: Subject = { kind: 'monitor', folder: target.folder, name: target.name };
      switch (action.kind) {
        case 'run':
          return runVerb(target, action.stage);
        case 'next': {
          const state = await stateOf(await projectAt(target.folder), target);
          const alert = state.alerts.find(({ opened }) => opened.alert === action.alert);
          if (alert?.action) await runVerb(target, alert.action);
          return;
        }
        case 'openManifest':
          await vscode.commands.executeCommand(commandIds.openManifest, subject);
          return;
        case 'trust':
          await vscode.commands.executeCommand('workbench.trust.manage');
          return;
        case 'addSteps':
        case 'addToManifest':
        case 'openFile':
          return;
      }
    },
  };
}

/** Of a model where the verb is about models, else of the monitor itself. */
async function runVerb({ folder, name }: Target, stage: keyof typeof commandIds): Promise<void> {
  const model = modelOf((await projectAt(folder)).manifest.deployments?.[name]?.model);
  const subject: Subject =
    stage === 'monitor' || model === undefined
      ? { kind: 'monitor', folder, name }
      : { kind: 'model', folder, name: model };
  await vscode.commands.executeCommand(commandIds[stage], subject);
}

async function stateOf(project: Project, target: Target): Promise<MonitorState> {
  const { name } = target;
  const { manifest, paths } = project;
  const settings = manifest.monitors?.[name];
  const model = manifest.deployments?.[name]?.model;
  const deployed = await readDeploymentState(paths, name);
  const windows = judgedBy(
    await readLines<Window>(paths.monitors(name, 'windows.jsonl'), shapes.window),
    undefined,
  );
  const events = await readLines<AlertEvent>(paths.monitors(name, 'alerts.jsonl'), shapes.alert);
  const alerts = foldAlerts(toldBy(events, undefined));
  const nothing = windows.length > 0 ? undefined : whyNothing(settings !== undefined, deployed !== undefined);
  const working = await workingOn(project, [name, modelOf(model ?? '')]);
  return {
    kind: 'monitor',
    target,
    title: name,
    isTrusted: vscode.workspace.isTrusted,
    ...(model !== undefined && { model }),
    ...(deployed && { version: deployed.version, url: deployed.url }),
    ...(settings && { window: windowText(settings.window) }),
    ...(settings?.drift && { falseAlarms: settings.drift.false_alarms }),
    ...(settings?.performance && { limit: limitOf(settings.performance) }),
    takeovers: await takeoversOf(project, model),
    windows,
    alerts: alerts.map((alert) => asKnownNow(alert, windows, settings)),
    ...(nothing && { nothing }),
    ...(working !== undefined && { working }),
  };
}

/** When the alias that the deployment follows was moved to which version; a version named by its number never moves. */
async function takeoversOf(
  { paths }: Project,
  reference: string | undefined,
): Promise<MonitorState['takeovers']> {
  const [model, alias] = (reference ?? '').split('@');
  if (!model || !alias) return [];
  const { state } = await readRegistry(paths, model);
  return state.events.flatMap(({ event }) =>
    event.kind === 'aliased' && event.alias === alias ? [{ version: event.version, at: event.at }] : [],
  );
}

/** With what to do by the labels that have come since: drift that did no harm is looked at, not trained away. */
function asKnownNow(
  alert: Alert,
  windows: readonly Window[],
  settings: MonitorSettings | undefined,
): AlertState {
  if (alert.resolved) return alert;
  const known = { windows, performance: settings?.performance };
  const { about, version } = alert.opened;
  const told = { ...alert, opened: { ...alert.opened, next: inEditor(adviceOn(alert, known)) } };
  const retrains =
    about === 'performance' ||
    (about === 'drift' &&
      settings?.retrain?.when?.includes('drift') &&
      harmlessWindow(version, known) === undefined);
  return settings?.retrain && retrains ? { ...told, action: 'retrain' } : told;
}

function whyNothing(isDeclared: boolean, isDeployed: boolean): Failure {
  if (!isDeclared)
    return {
      message: vscode.l10n.t('lifecycle.yaml has no such monitor any more.'),
      hint: vscode.l10n.t('Write it under monitors, named as its deployment.'),
    };
  if (!isDeployed)
    return {
      message: vscode.l10n.t('Nothing is deployed, so there is nothing to watch.'),
      hint: vscode.l10n.t('Promote a version and deploy it; its predictions are judged here.'),
    };
  return {
    message: vscode.l10n.t('No window of predictions has been judged yet.'),
    hint: vscode.l10n.t('Send predictions to the endpoint, then run Monitor.'),
  };
}

async function service(project: Project, name: string, signal: AbortSignal): Promise<ServiceAnswer> {
  const state = await readDeploymentState(project.paths, name);
  if (!state) return { kind: 'none' };
  try {
    return {
      kind: 'answering',
      url: state.url,
      upSince: state.at,
      ...(await askService(state, signal)),
    };
  } catch (error) {
    signal.throwIfAborted();
    const { message, hint } = toLifecycleError(error);
    return { kind: 'unreachable', url: state.url, failure: { message, ...(hint !== undefined && { hint }) } };
  }
}

/** What a run is doing that will change this panel. */
async function workingOn(
  project: Project,
  names: readonly (string | undefined)[],
): Promise<string | undefined> {
  const runs = await listRuns(project);
  const run = runs.find(
    ({ state, record }) =>
      !hasEnded(state.status) &&
      (record.stage === 'monitor' || record.stage === 'retrain') &&
      (record.name === undefined || names.includes(record.name)),
  );
  return run && (run.state.progress?.message ?? run.record.stage);
}

const modelOf = (text: string | undefined) => text?.split('@')[0];

const windowText = (window: MonitorSettings['window']) =>
  typeof window === 'string' ? window : vscode.l10n.t('{0} rows', window.rows);

function limitOf({ metric, min, max }: NonNullable<MonitorSettings['performance']>) {
  return { metric, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
