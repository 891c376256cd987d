// What a deployment's `model` names: a model, and which of its versions. Finding that version is the registry's work.
import type { Manifest } from './manifest';

export interface Served {
  readonly model: string;
  /** A number or an alias. */
  readonly which: string;
  /** Undefined where a number is named. */
  readonly alias?: string;
}

/** Reads `uptake@champion` and `uptake@2`. */
export function served(name: string): Served {
  const [model = '', which = ''] = name.split('@');
  return { model, which, ...(/^\d+$/.test(which) ? {} : { alias: which }) };
}

type Deployments = Pick<Manifest, 'deployments'>;

/** What a deployment serves, which its monitor watches; undefined where there is no deployment of that name. */
export function servedBy({ deployments }: Deployments, deployment: string): Served | undefined {
  const settings = deployments?.[deployment];
  return settings && served(settings.model);
}

/** The aliases that a model's deployments follow, in the order of the manifest. */
export function servedAliases({ deployments = {} }: Deployments, model: string): string[] {
  const named = Object.values(deployments).map((deployment) => served(deployment.model));
  return [
    ...new Set(named.flatMap(({ model: of, alias }) => (of === model && alias !== undefined ? [alias] : []))),
  ];
}

/** The alias that a model's newest good version is given: the one its first deployment follows, else `champion`. */
export const leadingAlias = (manifest: Deployments, model: string): string =>
  servedAliases(manifest, model)[0] ?? 'champion';
