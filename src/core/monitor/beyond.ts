// A version that begins beyond the limit of a monitor: a window like what it was measured on would open an alert, which is told before it answers.
import { formatInterval } from '../evaluate/interval';
import type { Manifest } from '../manifest/manifest';
import { servedBy } from '../manifest/served';
import type { Version } from '../registry/version';
import { judgeLimit, limitText } from './limit';

/** A sentence for each monitor of a deployment that follows the alias, where the figure that the version was registered with misses its limit, judged as a window's is. */
export function beyondLimits(
  manifest: Pick<Manifest, 'deployments' | 'monitors'>,
  { model, version, metrics }: Pick<Version, 'model' | 'version' | 'metrics'>,
  alias: string,
): readonly string[] {
  return Object.entries(manifest.monitors ?? {}).flatMap(([name, { performance: rule }]) => {
    const follows = servedBy(manifest, name);
    const figure = rule && metrics.values[rule.metric];
    if (!figure || follows?.model !== model || follows.alias !== alias) return [];
    const verdict = judgeLimit({ performance: figure }, rule);
    if (verdict?.kind !== 'missed') return [];
    return [
      `${model}@${version} begins ${limitText(rule, verdict.side)} that the monitor ${name} has: ${rule.metric} ${formatInterval(figure)} on ${metrics.measuredOn}. Where it does no better in use, an alert opens. Improve the model, or set a limit in lifecycle.yaml that it can keep.`,
    ];
  });
}
