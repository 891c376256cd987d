// IBANs (ISO 13616): a country's own length and form, and the two check digits (ISO 7064, MOD 97-10).
import isIBAN from 'validator/lib/isIBAN';
import { hidden, word, type Lookalike, type Recognizer } from '../recognizer';

const start = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?=[ -]?[A-Z0-9])/gu;
const longest = 34;
const shortest = 15;

export const iban: Recognizer = {
  kind: 'iban',
  candidate: String.raw`[A-Z]{2}\d{2}([ -]?[A-Z0-9]){11}`,
  find: (text) => Array.from(text.matchAll(start)).flatMap(({ index }) => at(text, index)),
  chance: 1 / 97,
  named: word('ibans?'),
  mask: (text) => `${text.slice(0, 2)}${hidden}`,
};

/** Where the number ends is told by its length, which is its country's: what follows in a sentence may look like more of it. */
function at(text: string, from: number): Lookalike[] {
  const [whole = ''] = /^[A-Z0-9]+(?:[ -][A-Z0-9]+)*/.exec(text.slice(from, from + 2 * longest)) ?? [];
  const ends = [...whole].flatMap((_, index) =>
    /^(?![A-Z0-9])|^$/.test(whole.slice(index + 1)) ? [index + 1] : [],
  );
  const written = ends
    .map((end) => ({ end, compact: whole.slice(0, end).replace(/[ -]/g, '') }))
    .filter(({ compact }) => compact.length >= shortest && compact.length <= longest);
  const valid = written.find(({ compact }) => isIBAN(compact));
  const last = valid ?? written.find(({ compact }) => /^[A-Z]{2}\d{2}\w*\d{4}/.test(compact));
  return last ? [{ start: from, end: from + last.end, isValid: valid !== undefined }] : [];
}
