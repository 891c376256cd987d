// Text with what is personal in it masked, by what was found in its column. Loaded by who needs it: the libraries behind it are large.
import type { ColumnMask } from './masks';
import { hidden, type Lookalike } from './recognizer';
import { recognizers } from './recognizers';

/** Told by the column they stand in: a value of it that is not recognized may be one all the same. */
const ofColumn = ['name'];

/** Everything that looks like one of the kinds is replaced, whether its check digits are right or not. */
export async function maskText(text: string, { kinds, isWhole }: ColumnMask): Promise<string> {
  const found: (Lookalike & { readonly shown: string })[] = [];
  for (const recognizer of recognizers) {
    if (!kinds.includes(recognizer.kind)) continue;
    for (const one of await recognizer.find(text)) {
      const { start, end } = one;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ ...one, shown: recognizer.mask(text.slice(start, end)) });
    }
  }
  if (found.length === 0) return isWhole || kinds.some((kind) => ofColumn.includes(kind)) ? hidden : text;
  return found
    .sort((a, b) => b.start - a.start)
    .reduce((masked, { start, end, shown }) => `${masked.slice(0, start)}${shown}${masked.slice(end)}`, text);
}
