// Every verb of the command line, in the order that help lists them: one line each.
import type { Verb } from '../verb';
import { log } from './log';
import { python } from './python';
import { runner } from './runner';
import { stop } from './stop';

export const verbs: readonly Verb[] = [stop, log, python];

/** Verbs that processes use, not people: help does not show them. */
export const hiddenVerbs: readonly Verb[] = [runner];
