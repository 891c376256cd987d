// `lifecycle prepare [names...]`.
import { namesVerb } from '../stageVerb';
import type { Verb } from '../verb';

export const prepare: Verb = (bind) =>
  namesVerb(bind, 'prepare', 'Cleans and splits datasets by the steps of the manifest.');
