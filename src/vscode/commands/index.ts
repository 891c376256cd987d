// Every command of the editor: one line each, one file each.
import { add } from './add';
import { addStep } from './addStep';
import { approve } from './approve';
import { check } from './check';
import { collect } from './collect';
import type { Command } from './command';
import { copyAddress } from './copyAddress';
import { copyRequest } from './copyRequest';
import { createPython } from './createPython';
import { deploy } from './deploy';
import { discardProposal } from './discardProposal';
import { evaluate } from './evaluate';
import { ignoreColumns } from './ignoreColumns';
import { init } from './init';
import { learnExpectations } from './learnExpectations';
import { log } from './log';
import { monitor } from './monitor';
import { newModel } from './newModel';
import { open } from './open';
import { openData } from './openData';
import { openManifest } from './openManifest';
import { prepare } from './prepare';
import { promote } from './promote';
import { refresh } from './refresh';
import { register } from './register';
import { retrain } from './retrain';
import { reveal } from './reveal';
import { run } from './run';
import { runAgain } from './runAgain';
import { runStep } from './runStep';
import { showWorst } from './showWorst';
import { stop } from './stop';
import { train } from './train';
import { tune } from './tune';
import { writeProposal } from './writeProposal';

export const commands: readonly Command[] = [
  collect,
  prepare,
  check,
  train,
  tune,
  evaluate,
  register,
  promote,
  deploy,
  monitor,
  retrain,
  run,
  init,
  writeProposal,
  discardProposal,
  add,
  addStep,
  ignoreColumns,
  learnExpectations,
  newModel,
  open,
  openData,
  openManifest,
  reveal,
  stop,
  log,
  copyAddress,
  copyRequest,
  approve,
  createPython,
  refresh,
  runStep,
  runAgain,
  showWorst,
];
