// A preparation step as a person would write it in the manifest: the way back from what the reader made of it.
import type { z } from 'zod';
import { flowPair, houseStyle } from './render';
import type { Step, stepSchema } from './step';

type Written = z.input<typeof stepSchema>;

/** Usually one; a replacement of several values that are no text takes one each, because a key is always text. */
export function writtenSteps(step: Step): readonly Written[] {
  if (!('replace' in step)) return [step];
  const { columns, pairs } = step.replace;
  const [only, ...others] = columns;
  const on = only !== undefined && others.length === 0 ? { column: only } : { columns };
  const replacing = (replaced: Readonly<Record<string, unknown>>) =>
    // The type of a map with other keys beside a list cannot be written down.
    ({ replace: { ...on, ...replaced } }) as Written;
  const isPlain = pairs.every(([from]) => typeof from === 'string' && !reserved.includes(from));
  return isPlain
    ? [replacing(Object.fromEntries<unknown>(pairs.map(([from, to]) => [String(from), to])))]
    : pairs.map(([from, to]) => replacing({ from, to }));
}

/** As it can be pasted under `prepare`: a line each. */
export const stepText = (step: Step): string =>
  writtenSteps(step)
    .flatMap((written) => Object.entries(written))
    .map(([name, value]) => `- ${flowPair(name, value, houseStyle)}`)
    .join('\n');

/** Keys that mean something else. */
const reserved: readonly unknown[] = ['column', 'columns', 'from', 'to'];
