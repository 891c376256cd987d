// `lifecycle monitor [names...]`.
import { namesVerb } from '../stageVerb';
import type { Verb } from '../verb';

export const monitor: Verb = (bind) =>
  namesVerb(bind, 'monitor', 'Judges the newest windows of predictions.');
