// A version that begins beyond the limit of a monitor: its first window may open an alert, which is told before it answers.
import { formatInterval } from '../evaluate/interval';
import type { Manifest } from '../manifest/manifest';
import { servedBy } from '../manifest/served';
import type { Version } from '../registry/version';
import { limitText, type Side } from './limit';

/** A sentence for each monitor of a deployment that follows the alias, where the figure that the version was registered with is beyond its limit. */
export function beyondLimits(
  manifest: Pick<Manifest, 'deployments' | 'monitors'>,
  { model, version, metrics }: Pick<Version, 'model' | 'version' | 'metrics'>,
  alias: string,
): readonly string[] {
  return Object.entries(manifest.monitors ?? {}).flatMap(([name, { performance: rule }]) => {
    const follows = servedBy(manifest, name);
    const figure = rule && metrics.values[rule.metric];
    if (!figure || follows?.model !== model || follows.alias !== alias) return [];
    const side: Side | undefined =
      rule.min !== undefined && figure.value < rule.min
        ? 'below'
        : rule.max !== undefined && figure.value > rule.max
          ? 'above'
          : undefined;
    if (side === undefined) return [];
    return [
      `${model}@${version} begins ${limitText(rule, side)} that the monitor ${name} has: ${rule.metric} ${formatInterval(figure)} on ${metrics.measuredOn}. Where it does no better in use, an alert opens again. Improve the model, or set a limit in lifecycle.yaml that it can keep.`,
    ];
  });
}
