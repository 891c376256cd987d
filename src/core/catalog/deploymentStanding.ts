// Where a deployment stands: which version should answer, which does, whether it lives, what its monitor says.
import type { Deployment, MonitorSettings } from '../manifest/manifest';
import { served } from '../manifest/served';
import { foldAlerts } from '../monitor/alerts';
import type { Alert, Window } from '../monitor/window';
import type { RegistryState } from '../registry/fold';
import { barrierOf, type Barrier } from './barrier';
import type { CatalogFacts, DeploymentFacts } from './facts';
import { checkOf, registryOf } from './modelStanding';

export interface DeploymentStanding {
  readonly name: string;
  readonly settings: Deployment;
  readonly facts: DeploymentFacts;
  readonly model: string;
  readonly registry: RegistryState;
  /** The version that the manifest and the registry ask for; undefined where there is none yet. */
  readonly wanted?: number;
  /** The version that answers; undefined where none does. */
  readonly answering?: number;
  /** Why it has to be deployed; undefined where it is right, or nothing can be deployed. */
  readonly due?: string;
  /** Why that version may not be deployed. Undefined: it may, or it answers already. */
  readonly barred?: Barrier;
  /** Its server ended, and nobody stopped it. */
  readonly isDown: boolean;
  readonly monitor?: MonitorSettings;
  readonly windows: readonly Window[];
  /** Newest first. */
  readonly alerts: readonly Alert[];
  readonly open: readonly Alert[];
  /** A time in the past is asked for. */
  readonly isPast: boolean;
  /** Of whoever reads. */
  readonly zone: string | undefined;
}

/** Undefined where the manifest has no valid deployment of this name. */
export function deploymentStanding(facts: CatalogFacts, name: string): DeploymentStanding | undefined {
  const { deployments = {}, monitors = {} } = facts.manifest;
  const settings = Object.hasOwn(deployments, name) ? deployments[name] : undefined;
  if (!settings) return undefined;
  const own = facts.deployments.find((deployment) => deployment.name === name) ?? { name };
  const watched = facts.monitors.find((monitor) => monitor.name === name);
  const monitor = Object.hasOwn(monitors, name) ? monitors[name] : undefined;
  const { model, which, alias } = served(settings.model);
  const registry = registryOf(facts, model);
  const wanted =
    alias === undefined
      ? registry.versions.find(({ version }) => version === Number(which))?.version
      : registry.aliases[alias];
  const asked = whyDeploy(own, settings.model, wanted);
  const version = registry.versions.find((one) => one.version === wanted);
  const barred =
    asked !== undefined && version
      ? barrierOf({ manifest: facts.manifest, registry, check: checkOf(facts, version) }, version)
      : undefined;
  const due = barred === undefined ? asked : undefined;
  const alerts = foldAlerts(watched?.alerts ?? []);
  const answering =
    own.isAlive === false || own.state?.stoppedAt !== undefined ? undefined : own.state?.version;
  return {
    name,
    settings,
    facts: own,
    model,
    registry,
    ...(wanted === undefined ? {} : { wanted }),
    ...(answering === undefined ? {} : { answering }),
    ...(due === undefined ? {} : { due }),
    ...(barred === undefined ? {} : { barred }),
    isDown: own.isAlive === false && own.state?.stoppedAt === undefined,
    ...(monitor ? { monitor } : {}),
    windows: watched?.windows ?? [],
    alerts,
    open: alerts.filter(({ resolved }) => resolved === undefined),
    isPast: facts.isPast === true,
    zone: facts.zone,
  };
}

function whyDeploy(
  { state, isAlive, isOfToday }: DeploymentFacts,
  asked: string,
  wanted: number | undefined,
): string | undefined {
  if (wanted === undefined || isOfToday) return undefined;
  if (!state) return `${asked} is version ${wanted}, and nothing answers yet`;
  if (state.version !== wanted) return `${asked} is version ${wanted}, but version ${state.version} answers`;
  if (isAlive === false)
    return state.stoppedAt === undefined ? 'its server is not running' : 'its server was stopped';
  return undefined;
}
