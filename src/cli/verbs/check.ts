// `lifecycle check [names...]`.
import { namesVerb } from '../stageVerb';
import type { Verb } from '../verb';

export const check: Verb = (bind) =>
  namesVerb(bind, 'check', 'Looks for problems of the data and tests what is expected of it.');
