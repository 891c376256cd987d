// The known word that a mistyped one most likely meant.
import { distance } from 'fastest-levenshtein';

/** Undefined where no candidate is near: at most a third of the letters may differ, two in short words. Two neighbours in each other's place count once. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '_');
  const ranked = candidates
    .map((candidate) => {
      const most = Math.max(Math.min(2, candidate.length - 1), Math.floor(candidate.length / 3));
      return { candidate, most, away: edits(plain(word), plain(candidate), most) };
    })
    .filter(({ away, most }) => away <= most)
    .sort((a, b) => a.away - b.away);
  return ranked[0]?.candidate;
}

/** Letters put in, left out or changed, where one pair of neighbours may have changed places for the price of one; exact up to `most`. */
function edits(from: string, to: string, most: number): number {
  const plain = distance(from, to);
  if (plain < 2 || plain > most + 1) return plain; // a pair in place spares one at most
  const swapped = Array.from({ length: from.length - 1 }, (_, at) => {
    const pair = from.charAt(at + 1) + from.charAt(at);
    return 1 + distance(from.slice(0, at) + pair + from.slice(at + 2), to);
  });
  return Math.min(plain, ...swapped);
}

/** `Did you mean "trim"?`, or the list of what there is, or undefined where there is nothing. */
export function suggestion(word: string, candidates: readonly string[]): string | undefined {
  const near = nearest(word, candidates);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (candidates.length === 0) return undefined;
  const shown = candidates.slice(0, 12);
  return `There ${candidates.length === 1 ? 'is only' : 'are'} ${shown.join(', ')}${candidates.length > shown.length ? ', ...' : ''}.`;
}
