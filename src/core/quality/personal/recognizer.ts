// What recognizes one kind of personal data in text: how it may look, what proves it, and what may be shown of it.
import type { PersonalKind } from '../../manifest/personal';

/** A part of a text that looks like one; `end` is behind its last character. */
export interface Lookalike {
  readonly start: number;
  readonly end: number;
  /** Whether everything that can be checked of it holds. */
  readonly isValid: boolean;
}

export interface Recognizer {
  readonly kind: PersonalKind;
  /** Of a national identity number, whose: `Polish PESEL`. Undefined where the kind says all. */
  readonly scheme?: string;
  /** RE2, true of every text that has a lookalike, and of few others: what an engine can tell of all rows. */
  readonly candidate: string;
  /** In order, and none within another. */
  find(text: string): readonly Lookalike[] | Promise<readonly Lookalike[]>;
  /** At most this share of lookalikes that are none passes the check; see `judge.ts`. */
  readonly chance: number;
  /** Names of columns, and words before a number in a text, that say what it is. */
  readonly named: RegExp;
  /** True where its looks prove nothing: then only what is so named counts. */
  readonly needsName?: boolean;
  /** True where it may stand in a column of whole numbers. */
  readonly isOfDigits?: boolean;
  /** What is shown in place of one. */
  mask(text: string): string;
}

/** Of a pattern with the flags `g` and `u`, each match of which is a lookalike. */
export function lookalikes(
  pattern: RegExp,
  text: string,
  isValid: (match: string, at: number) => boolean,
): Lookalike[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    isValid: isValid(match[0], match.index),
  }));
}

/** A word of a column's name or of a sentence, however it is put together: `card_no`, `cardNo`, `Card No.` */
export const word = (...words: readonly string[]) =>
  new RegExp(`(?<![a-z])(${words.join('|')})(?![a-z])`, 'i');

/** In place of what is not shown, whatever its length. */
export const hidden = '•••';

/** Nothing but the last characters, where at least as many more are hidden. */
export function lastOf(text: string, shown: number): string {
  const plain = text.replace(/[^\p{L}\p{N}]/gu, '');
  return plain.length >= 2 * shown ? `${hidden}${plain.slice(-shown)}` : hidden;
}
