// Steps that one finding each asked for, as few steps that do the same: what is alike but for its columns becomes one.
import { canonicalJson } from '../json';
import type { Step } from './step';

/** In the order in which each kind of change comes first. */
export function mergedSteps(steps: readonly Step[]): readonly Step[] {
  const merged: Step[] = [];
  for (const step of steps) {
    const at = merged.findIndex((earlier) => together(earlier, step) !== undefined);
    const both = at < 0 ? undefined : together(merged[at] as Step, step);
    if (both) merged[at] = both;
    else merged.push(step);
  }
  return merged;
}

/** One step that does what both do; undefined where there is none. */
function together(a: Step, b: Step): Step | undefined {
  if ('drop' in a && 'drop' in b) return { drop: union(a.drop, b.drop) };
  if ('trim' in a && 'trim' in b) return { trim: union(a.trim, b.trim) };
  if ('replace' in a && 'replace' in b && canonicalJson(a.replace.pairs) === canonicalJson(b.replace.pairs))
    return { replace: { ...a.replace, columns: union(a.replace.columns, b.replace.columns) } };
  return undefined;
}

const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])];
