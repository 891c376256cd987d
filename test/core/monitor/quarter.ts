// A window of a quarter, as tests want it.
import type { Window } from '../../../src/core/monitor/window';

/** Complete, of 900 labelled rows that version 1 answered, with nothing drifted; the times are days. */
export const quarter = (
  from: string,
  to: string,
  parts: Partial<Window> & { auc?: [low: number, value: number, high: number] },
): Window => {
  const { auc, version = 1, ...rest } = parts;
  const performance = auc && {
    metric: 'roc_auc',
    low: auc[0],
    value: auc[1],
    high: auc[2],
    level: 0.95,
    method: 'DeLong, logit',
    n: 900,
  };
  return {
    schema: 1, key: `${from}@${version}`, version, from, to, isComplete: true, judgedAt: to, rows: 900, labelled: 900, drift: [], hasDrifted: false,
    ...(performance ? { performance } : {}), ...rest,
  }; // prettier-ignore
};
