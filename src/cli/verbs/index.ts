// Every verb of the command line, in the order that help lists them: one line each.
import type { Verb } from '../verb';
import { retrain } from './retrain';
import { register } from './register';
import { evaluate } from './evaluate';
import { approve } from './approve';
import { deploy } from './deploy';
import { endpoint } from './endpoint';
import { log } from './log';
import { monitor } from './monitor';
import { next } from './next';
import { predict } from './predict';
import { promote } from './promote';
import { python } from './python';
import { runner } from './runner';
import { status } from './status';
import { serve } from './serve';
import { stop } from './stop';
import { train } from './train';

export const verbs: readonly Verb[] = [
  status,
  next,
  train,
  evaluate,
  register,
  approve,
  promote,
  deploy,
  predict,
  monitor,
  retrain,
  stop,
  log,
  python,
];

/** Verbs that processes use, not people: help does not show them. */
export const hiddenVerbs: readonly Verb[] = [runner, endpoint, serve];
