// Windows for the tests of what the monitor panel says of them.
import type { Window } from '../../src/protocol/monitor';

export type Figures = Pick<NonNullable<Window['performance']>, 'value' | 'low' | 'high'>;

/** `from` and `to` by the day; without `performance` no label has come. */
export function window({
  from,
  to,
  version,
  performance,
}: {
  readonly from: string;
  readonly to: string;
  readonly version: number;
  readonly performance?: Figures;
}): Window {
  const start = `${from}T00:00:00.000Z`;
  return {
    schema: 1,
    key: `${start}@${version}`,
    version,
    from: start,
    to: `${to}T00:00:00.000Z`,
    isComplete: true,
    judgedAt: `${to}T00:00:00.000Z`,
    rows: 100,
    labelled: performance ? 100 : 0,
    drift: [],
    hasDrifted: false,
    ...(performance && {
      performance: { ...performance, metric: 'roc_auc', level: 0.95, method: 'DeLong, logit', n: 100 },
    }),
  };
}
