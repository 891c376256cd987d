// Every verb of the command line, in the order that help lists them: one line each.
import type { Verb } from '../verb';
import { approve } from './approve';
import { check } from './check';
import { collect } from './collect';
import { deploy } from './deploy';
import { drift } from './drift';
import { endpoint } from './endpoint';
import { evaluate } from './evaluate';
import { expect } from './expect';
import { init } from './init';
import { log } from './log';
import { monitor } from './monitor';
import { newModel } from './new';
import { next } from './next';
import { predict } from './predict';
import { prepare } from './prepare';
import { profile } from './profile';
import { promote } from './promote';
import { python } from './python';
import { register } from './register';
import { retrain } from './retrain';
import { run } from './run';
import { runner } from './runner';
import { serve } from './serve';
import { status } from './status';
import { stop } from './stop';
import { train } from './train';
import { tune } from './tune';

export const verbs: readonly Verb[] = [
  init,
  newModel,
  status,
  next,
  run,
  collect,
  prepare,
  check,
  expect,
  profile,
  drift,
  train,
  tune,
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
