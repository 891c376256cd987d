// Every stage by its name: the verbs, and `run`, which performs them in order.
import type { StageName } from '../../core/run/run';
import type { Stage } from '../stage';
import { openVerb } from './verbs';

/** Loads the stage. */
export const openStage = async (name: StageName | 'run'): Promise<Stage<unknown>> =>
  name === 'run' ? (await import('./run')).run : openVerb(name);
