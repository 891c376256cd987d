// A monitor without outcomes, so that nobody will know how well its model does: it names none, or none lie where it has them.
import { parseBound } from '../bound';
import type { Interval } from '../evaluate/interval';
import { metrics } from '../evaluate/metrics';
import { datasetOf, goalOf, metricOf } from '../manifest/lookups';
import type { Manifest, MonitorSettings } from '../manifest/manifest';
import { servedBy } from '../manifest/served';

/** Undefined where it names them, or says of `drift` that this is what it watches. */
export const withoutOutcomes = (name: string, { labels, drift }: MonitorSettings): string | undefined =>
  labels === undefined && drift === undefined
    ? `${name} names no outcomes, so only drift is seen, not how well its model does. Write where they come to lie, "labels", and what is to be reached, "performance", below monitors.${name} in lifecycle.yaml; where none will come, "drift: {}" says so.`
    : undefined;

/** What a run of the verb `monitor` tells, as far as the next step goes by it. */
export interface MonitorDocument {
  readonly monitors: readonly {
    readonly name: string;
    /** `labels.path`, where no file matched it though a label was due. */
    readonly unmatched?: string;
  }[];
}

/** Where no file lies that `labels.path` names. */
export const withoutFiles = (path: string) => ({
  why: `No file matches labels.path "${path}", so no row is labelled.`,
  change: 'Put the files of the outcomes there, or name their place in labels.path of the monitor.',
});

/** The keys to write: the limit is the goal's, else the worse end of what the version was measured at. */
export function outcomesToName(
  manifest: Manifest,
  name: string,
  measured: Readonly<Record<string, Interval>> = {},
): object {
  const { model = '' } = servedBy(manifest, name) ?? {};
  const settings = manifest.models?.[model];
  const key = manifest.datasets?.[(settings && datasetOf(settings, manifest)) ?? '']?.key ?? 'id';
  const metric = metricOf(manifest, model);
  const { isLoss } = metrics[metric];
  const goal = goalOf(manifest, settings);
  const figure = measured[metric];
  const end = goal ? parseBound(goal.target).limit : isLoss ? figure?.high : figure?.low;
  const limit = end !== undefined && Number.isFinite(end) ? Number(end.toPrecision(3)) : undefined;
  return {
    labels: { path: 'data/outcomes/*.csv', key },
    ...(limit !== undefined &&
      manifest.monitors?.[name]?.performance === undefined && {
        performance: { metric, [isLoss ? 'max' : 'min']: limit },
      }),
  };
}
