// The known word that a mistyped one most likely meant.
import { distance } from 'fastest-levenshtein';

/** Undefined where no candidate is near: at most a third of the letters may differ, two in short words. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '_');
  const ranked = candidates
    .map((candidate) => ({ candidate, away: distance(plain(word), plain(candidate)) }))
    .filter(
      ({ candidate, away }) =>
        away <= Math.max(Math.min(2, candidate.length - 1), Math.floor(candidate.length / 3)),
    )
    .sort((a, b) => a.away - b.away);
  return ranked[0]?.candidate;
}

/** `Did you mean "trim"?`, or the list of what there is, or undefined where there is nothing. */
export function suggestion(word: string, candidates: readonly string[]): string | undefined {
  const near = nearest(word, candidates);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (candidates.length === 0) return undefined;
  const shown = candidates.slice(0, 12);
  return `There ${candidates.length === 1 ? 'is only' : 'are'} ${shown.join(', ')}${candidates.length > shown.length ? ', ...' : ''}.`;
}
