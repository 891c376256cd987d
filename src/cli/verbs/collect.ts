// `lifecycle collect [names...]`.
import { namesVerb } from '../stageVerb';
import type { Verb } from '../verb';

export const collect: Verb = (bind) =>
  namesVerb(bind, 'collect', 'Brings the data of datasets in and records what came.');
