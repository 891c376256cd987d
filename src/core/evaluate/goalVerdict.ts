// Whether a measured figure meets a goal, and in which words: the figure itself decides, its interval says how surely.
import { meets, parseBound } from '../bound';
import type { Interval } from './interval';

export interface GoalVerdict {
  readonly isMet: boolean;
  /** A clause after the figure or its rows, e.g. `meets the goal >= 0.65`. */
  readonly text: string;
}

/** What rests on too few rows meets no goal, whatever it is. `target`: a bound, e.g. `>= 0.65`. */
export function goalVerdict(figure: Interval | undefined, target: string): GoalVerdict {
  const bound = parseBound(target);
  if (figure?.tooFew !== undefined)
    return {
      isMet: false,
      text: `does not tell whether the goal ${target} is met: measure it on more rows`,
    };
  const isMet = figure !== undefined && meets(figure.value, bound);
  const isOpen = figure !== undefined && figure.low < bound.limit && bound.limit < figure.high;
  const doubt = isOpen ? ', but cannot be told apart from it: its interval lies on both sides' : '';
  return { isMet, text: `${isMet ? 'meets' : 'misses'} the goal ${target}${doubt}` };
}
