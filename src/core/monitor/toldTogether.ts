// What several windows say alike of some of their rows, told once: a line a window would hide what matters behind it.
import { count } from '../figures';
import { spanText } from '../span';
import type { Window } from './window';

/** `N of M rows ...`, as a window keeps it. */
const counts = /^\S+ of \S+ /;

/** One line for all windows whose words differ in nothing but their counts. */
export function toldTogether(windows: readonly Window[], about: 'timeless' | 'seen'): readonly string[] {
  const alike = new Map<string, Window[]>();
  for (const window of windows) {
    const words = window[about]?.message.replace(counts, '');
    if (words !== undefined) alike.set(words, [...(alike.get(words) ?? []), window]);
  }
  return [...alike].flatMap(([words, told]) => {
    const [first, last] = [told[0], told.at(-1)];
    if (!first || !last) return [];
    const span = spanText({ from: first.from, to: last.to });
    const windowsTold = told.length === 1 ? '' : `, ${told.length} windows`;
    return `${span}${windowsTold}: ${count(total(told, (one) => one[about]?.count ?? 0))} of ${count(total(told, ({ rows }) => rows))} ${words}`;
  });
}

const total = (windows: readonly Window[], of: (window: Window) => number) =>
  windows.reduce((sum, window) => sum + of(window), 0);
