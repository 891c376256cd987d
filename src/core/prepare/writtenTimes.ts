// Columns that steps read as times by a format of their own: these are to come as they are written, not in an order that was guessed.
import type { Column } from '../dataset/version';
import { renamesIn, type Step } from '../manifest/step';
import { rawNameOf } from './rawName';

/** As text, by their raw names; without those that a step before the cast may read as times. */
export function writtenTimes(steps: readonly Step[]): readonly Column[] {
  return steps.flatMap((step, index) => {
    if (!('cast' in step)) return [];
    const before = steps.slice(0, index);
    return Object.entries(step.cast).flatMap(([name, to]) => {
      const raw = rawNameOf(name, before);
      const isFree = before.every((earlier) => isRename(earlier) || !mayRead(earlier, [name, raw]));
      return typeof to === 'object' && isFree ? [{ name: raw, type: 'VARCHAR' }] : [];
    });
  });
}

const isRename = (step: Step) => Object.keys(renamesIn(step)).length > 0;

/** SQL of a person's own and commands may read any. */
const mayRead = (step: Step, names: readonly string[]) =>
  'sql' in step || 'run' in step || names.some((name) => JSON.stringify(step).includes(name));
