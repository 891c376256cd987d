// The bounds of a monitor's limit as the chart draws them and as its label tells them.
import type { MonitorState } from '../../src/protocol/monitor';

type Limit = MonitorState['limit'];

/** The lower first; none where there is no limit. */
export const boundsOf = (limit: Limit): readonly number[] =>
  [limit?.min, limit?.max].filter((bound) => bound !== undefined);

/** `, limit 0.5, limit 0.9`; empty where there is none. */
export const boundsText = (limit: Limit): string =>
  boundsOf(limit)
    .map((bound) => `, ${boundText(bound)}`)
    .join('');

export const boundText = (bound: number): string => `limit ${bound}`;
