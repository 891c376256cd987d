// Where a deployment stands: which version should answer, which does, whether it lives, what its monitor says.
import type { Deployment, MonitorSettings } from '../manifest/manifest';
import { foldAlerts } from '../monitor/alerts';
import type { Alert, Window } from '../monitor/window';
import type { CatalogFacts, DeploymentFacts } from './facts';
import { registryOf } from './modelStanding';

export interface DeploymentStanding {
  readonly name: string;
  readonly settings: Deployment;
  readonly facts: DeploymentFacts;
  readonly model: string;
  /** The version that the manifest and the registry ask for; undefined where there is none yet. */
  readonly wanted?: number;
  /** Why it has to be deployed; undefined where it is right, or nothing can be deployed. */
  readonly due?: string;
  readonly monitor?: MonitorSettings;
  readonly windows: readonly Window[];
  /** Newest first. */
  readonly alerts: readonly Alert[];
  readonly open: readonly Alert[];
}

/** Undefined where the manifest has no valid deployment of this name. */
export function deploymentStanding(facts: CatalogFacts, name: string): DeploymentStanding | undefined {
  const { deployments = {}, monitors = {} } = facts.manifest;
  const settings = Object.hasOwn(deployments, name) ? deployments[name] : undefined;
  if (!settings) return undefined;
  const own = facts.deployments.find((deployment) => deployment.name === name) ?? { name };
  const watched = facts.monitors.find((monitor) => monitor.name === name);
  const monitor = Object.hasOwn(monitors, name) ? monitors[name] : undefined;
  const [model = '', alias = ''] = settings.model.split('@');
  const registry = registryOf(facts, model);
  const wanted = /^\d+$/.test(alias)
    ? registry.versions.find(({ version }) => version === Number(alias))?.version
    : registry.aliases[alias];
  const due = whyDeploy(own, settings.model, wanted);
  const alerts = foldAlerts(watched?.alerts ?? []);
  return {
    name,
    settings,
    facts: own,
    model,
    ...(wanted === undefined ? {} : { wanted }),
    ...(due === undefined ? {} : { due }),
    ...(monitor ? { monitor } : {}),
    windows: watched?.windows ?? [],
    alerts,
    open: alerts.filter(({ resolved }) => resolved === undefined),
  };
}

function whyDeploy(
  { state, isAlive }: DeploymentFacts,
  asked: string,
  wanted: number | undefined,
): string | undefined {
  if (wanted === undefined) return undefined;
  if (!state) return `${asked} is version ${wanted}, and nothing answers yet`;
  if (state.version !== wanted) return `${asked} is version ${wanted}, but version ${state.version} answers`;
  if (isAlive === false) return 'its server is not running';
  return undefined;
}
