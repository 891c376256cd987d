// What the monitor panel shows of one monitored deployment: its windows and alerts as their files tell them, in the editor's words.
import * as vscode from 'vscode';
import type { Barrier } from '../../core/catalog/barrier';
import type { MonitorSettings } from '../../core/manifest/manifest';
import { servedBy } from '../../core/manifest/served';
import { judgedOtherwise, outdatedTexts, rulesOf } from '../../core/monitor/rules';
import { ownZone } from '../../node/clock';
import { readDeploymentState } from '../../node/deploy/folder';
import { isThere } from '../../node/deploy/targets';
import type { Project } from '../../node/project';
import type { MonitorState, MonitorTarget } from '../../protocol/monitor';
import { readAlerts, readWindows } from '../../node/monitor/files';
import type { Failure } from '../../protocol/panel';
import { asKnownNow } from './alertState';
import { windowState } from './monitorWindow';
import { servedState, wantedVersion, type Wanted } from './servedState';
import { workingOn } from './working';

export async function monitorState(project: Project, target: MonitorTarget): Promise<MonitorState> {
  const { name } = target;
  const { manifest, paths } = project;
  const settings = manifest.monitors?.[name];
  const model = manifest.deployments?.[name]?.model;
  const deployed = await readDeploymentState(paths, name);
  const served = deployed && (await servedState(paths, deployed));
  const windows = await readWindows(paths, name);
  const rules = rulesOf(manifest, name);
  const outdated = outdatedTexts(judgedOtherwise(windows, rules), rules)?.due;
  const alerts = await readAlerts(paths, name);
  const wanted = await wantedVersion(project, servedBy(manifest, name));
  const registry = wanted?.registry ?? { versions: [], events: [], retired: [] };
  const isDown = deployed !== undefined && isThere(paths, deployed) === false;
  const isAnswering = deployed !== undefined && deployed.stoppedAt === undefined && !isDown;
  const answering = isAnswering ? deployed.version : undefined;
  const standing = { name, windows, monitor: settings, registry, wanted: wanted?.version, answering };
  const isRight = answering === wanted?.version;
  const barred = isRight ? undefined : wanted?.barred;
  const nothing =
    windows.length > 0
      ? undefined
      : settings
        ? whyNothing({ isAnswering, isDeployed: deployed !== undefined, wanted })
        : undeclared();
  const working = await workingOn(
    project,
    ['deploy', 'monitor', 'retrain'],
    [name, servedBy(manifest, name)?.model],
  );
  return {
    target,
    title: name,
    zone: ownZone(),
    isTrusted: vscode.workspace.isTrusted,
    ...(model !== undefined && { model }),
    ...(deployed && { version: deployed.version, url: deployed.url }),
    ...(wanted?.version !== undefined && !isRight && !barred && { canDeploy: true }),
    ...(barred && { barred: asFailure(barred) }),
    ...(served && { served }),
    ...(settings && { window: windowText(settings.window) }),
    ...(settings?.drift && { falseAlarms: settings.drift.false_alarms }),
    ...(settings?.performance && { limit: limitOf(settings.performance) }),
    takeovers: takeoversOf(wanted),
    windows: windows.map((window) => windowState(window, settings?.performance)),
    ...(outdated !== undefined && { outdated }),
    alerts: alerts.map((alert) => asKnownNow(alert, standing)),
    ...(nothing && { nothing }),
    ...(working !== undefined && { working }),
  };
}

/** When the alias that the deployment follows was moved to which version; a version named by its number never moves. */
function takeoversOf(wanted: Wanted | undefined): MonitorState['takeovers'] {
  if (wanted?.alias === undefined) return [];
  const { registry, alias } = wanted;
  return registry.events.flatMap(({ event }) =>
    event.kind === 'aliased' && event.alias === alias ? [{ version: event.version, at: event.at }] : [],
  );
}

const undeclared = (): Failure => ({
  message: vscode.l10n.t('lifecycle.yaml has no such monitor any more.'),
  hint: vscode.l10n.t('Write it under monitors, named as its deployment.'),
});

const asFailure = ({ message, reasons, hint }: Barrier): Failure => ({ message, problems: reasons, hint });

interface Deployed {
  readonly isDeployed: boolean;
  readonly isAnswering: boolean;
  readonly wanted: Wanted | undefined;
}

function whyNothing({ isDeployed, isAnswering, wanted }: Deployed): Failure {
  if (isAnswering)
    return {
      message: vscode.l10n.t('No window of predictions has been judged yet.'),
      hint: vscode.l10n.t('Send predictions to the endpoint, then run Monitor.'),
    };
  if (wanted?.version === undefined)
    return {
      message:
        wanted?.alias === undefined
          ? vscode.l10n.t('There is no version {0} of {1} yet.', wanted?.which ?? '', wanted?.model ?? '')
          : vscode.l10n.t('No version of {0} is {1} yet.', wanted.model, wanted.alias),
      hint: vscode.l10n.t('Once there is one, deploy it; its predictions are judged here.'),
    };
  if (wanted.barred !== undefined)
    return {
      ...asFailure(wanted.barred),
      message: vscode.l10n.t('Nothing answers: {0}', wanted.barred.message),
    };
  return {
    message: isDeployed
      ? vscode.l10n.t('The endpoint is stopped, and no window of predictions has been judged.')
      : vscode.l10n.t('Nothing is deployed, so there is nothing to watch.'),
    hint: vscode.l10n.t(
      'Deploy version {0} of {1}; its predictions are judged here.',
      wanted.version,
      wanted.model,
    ),
  };
}

const windowText = (window: MonitorSettings['window']) =>
  typeof window === 'string' ? window : vscode.l10n.t('{0} rows', window.rows);

function limitOf({ metric, min, max }: NonNullable<MonitorSettings['performance']>) {
  return { metric, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
