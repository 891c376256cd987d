// Spellings of what is probably one value: "USA", "usa ", "U.S.A.".
import { saysMissing } from './hiddenMissing';
import type { TopValue } from './profile';
import { compareText } from '../order';

/** What is left of a text when case, accents, punctuation and the amount of space are taken away. */
export const foldSpelling = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.'’"`]/g, '')
    .replace(/[\s_-]+/g, ' ')
    .trim();

/** Groups of two and more spellings, the most frequent spelling and the most frequent group first. */
export function spellingVariants(values: readonly TopValue[]): TopValue[][] {
  const groups = new Map<string, TopValue[]>();
  for (const value of values) {
    const folded = foldSpelling(value.value);
    if (folded === '' || saysMissing(value.value) || isNumber(value.value)) continue;
    groups.set(folded, [...(groups.get(folded) ?? []), value]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => b.count - a.count || compareText(a.value, b.value)))
    .sort((a, b) => total(b) - total(a));
}

/** "1.5" and "15", or "-1" and "1", are not the same value. */
const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text.replace(/[,'\s]/g, '')));
const total = (group: readonly TopValue[]) => group.reduce((sum, { count }) => sum + count, 0);
