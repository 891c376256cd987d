// Text whose letters were damaged by a wrong encoding: what it looks like, and what it was.

/** Bytes 0x80 to 0x9f of Windows-1252; the five that it leaves open stand for themselves. */
const windows =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const byteOf = new Map([...windows].map((character, at) => [character, 0x80 + at]));

/** What may follow the first of several bytes of a letter. */
const following = `[\u0080-\u00bf${windows}]`;

/** RE2, of text that may be damaged; only `isDamaged` tells. */
export const mayBeDamaged = `\ufffd|[\u00c2-\u00f4]${following}`;

/** In place of a letter that was lost. */
export const lost = '\ufffd';

export interface DamagedValue {
  readonly value: string;
  readonly count: number;
}

export interface DamagedText {
  readonly column: string;
  /** Rows with such a value. */
  readonly rows: number;
  /** The most frequent first; all of them unless `isCut`. */
  readonly values: readonly DamagedValue[];
  readonly isCut: boolean;
}

/**
 * What a text was before its bytes in UTF-8 were read as Windows-1252 or Latin-1: `MÃ¼nchen` was `München`. Undefined where it
 * was not: then its bytes are no UTF-8, as those of hardly any text with such letters are by chance.
 */
export function repaired(text: string): string | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const byte = code < 0x100 ? code : byteOf.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  const read = fromUtf8(bytes);
  if (read === undefined || read === text) return undefined;
  const letters = [...read].filter((letter) => letter >= '\u0080');
  return letters.length > 1 || letters.every(isWestern) ? read : undefined;
}

/** A single letter of another script is chance: in MENÜ” the last two look like one. */
const isWestern = (letter: string) =>
  /[\u0080-\u024f\u2000-\u2bff\ufeff\ufffd]|[\u{1f000}-\u{1faff}]/u.test(letter);

export const isDamaged = (text: string): boolean => text.includes(lost) || repaired(text) !== undefined;

/** Undefined where they are no UTF-8 (RFC 3629: no longer form than needed, no surrogates). */
function fromUtf8(bytes: readonly number[]): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++] as number;
    const more =
      first < 0x80
        ? 0
        : first >= 0xc2 && first < 0xe0
          ? 1
          : first >= 0xe0 && first < 0xf0
            ? 2
            : first >= 0xf0 && first < 0xf5
              ? 3
              : -1;
    if (more < 0) return undefined;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let left = more; left > 0; left--) {
      const next = bytes[at++];
      if (next === undefined || next < 0x80 || next > 0xbf) return undefined;
      code = (code << 6) | (next & 0x3f);
    }
    const isTooLong = (more === 2 && code < 0x800) || (more === 3 && code < 0x10000);
    if (isTooLong || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
    text += String.fromCodePoint(code);
  }
  return text;
}
