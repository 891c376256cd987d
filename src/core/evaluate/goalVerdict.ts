// Whether measured figures meet a goal, and in which words: the figure of the goal's own metric decides, its interval says how surely.
import { meets, parseBound } from '../bound';
import type { Interval } from './interval';

export interface GoalVerdict {
  /** Of the goal's metric; undefined where that was not measured. */
  readonly figure?: Interval;
  readonly isMet: boolean;
  /** A clause after the figure or its rows, e.g. `meets the goal >= 0.65`. */
  readonly text: string;
}

/**
 * What was not measured or rests on too few rows meets no goal, whatever it is. `measured`: by metric; `target`: a bound, e.g.
 * `>= 0.65`.
 */
export function goalVerdict(
  measured: Readonly<Record<string, Interval>>,
  { metric, target }: { readonly metric: string; readonly target: string },
): GoalVerdict {
  const figure = measured[metric];
  const open = `does not tell whether the goal ${target} is met`;
  if (!figure) return { isMet: false, text: `${open}: ${metric} was not measured` };
  const bound = parseBound(target);
  if (figure.tooFew !== undefined) return { figure, isMet: false, text: `${open}: measure it on more rows` };
  const isMet = meets(figure.value, bound);
  const isOpen = figure.low < bound.limit && bound.limit < figure.high;
  const doubt = isOpen ? ', but cannot be told apart from it: its interval lies on both sides' : '';
  return { figure, isMet, text: `${isMet ? 'meets' : 'misses'} the goal ${target}${doubt}` };
}
