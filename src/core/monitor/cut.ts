// How a monitor cuts predictions into windows, in words; windows that were cut otherwise are outdated and never stand beside new ones.
import type { Manifest } from '../manifest/manifest';
import { timeColumnOf } from '../manifest/modelRules';
import { servedBy } from '../manifest/served';
import type { Window } from './window';

/** `1 month by "ts"`; undefined where the manifest has no such monitor. */
export function cutOf(manifest: Manifest, monitor: string): string | undefined {
  const window = manifest.monitors?.[monitor]?.window;
  if (window === undefined) return undefined;
  const time = timeColumnOf(manifest, servedBy(manifest, monitor)?.model ?? '');
  const length = typeof window === 'string' ? window : `${window.rows} rows`;
  return `${length} by ${time === undefined ? 'the time of the answer' : `"${time}"`}`;
}

/** Those that were cut in another way than this; of windows without a word about it that cannot be told. */
export const cutOtherwise = (windows: readonly Window[], cut: string | undefined): readonly Window[] =>
  windows.filter(({ cutBy }) => cut !== undefined && cutBy !== undefined && cutBy !== cut);

/** The line that ends an outdated window: from its time on there is no such window any more. */
export const outdated = (window: Window, judgedAt: string): Window => ({
  ...window,
  judgedAt,
  isOutdated: true,
});

/** A sentence; undefined where none is outdated. */
export function outdatedText(windows: readonly Window[], cut: string | undefined): string | undefined {
  const [first] = windows;
  if (!first) return undefined;
  const [count, they] =
    windows.length === 1 ? ['1 window was', 'it is'] : [`${windows.length} windows were`, 'they are'];
  return `${count} cut by ${first.cutBy ?? 'another rule'}; lifecycle.yaml has ${cut ?? 'no rule'} now: ${they} outdated, and judged anew.`;
}
