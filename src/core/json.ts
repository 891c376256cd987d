// JSON as a type, and its canonical text, from which keys and digests are made.
import { compareText } from './order';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** `T` written out, for the compiler to hold against `Json`: an interface might be given more keys elsewhere. */
export type Plain<T> = T extends (...args: never) => unknown
  ? unknown
  : T extends Json
    ? T
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

/** A document as plain data; one with anything that is no JSON is refused by the compiler where it is given as `Json`. */
export const plain = <T>(value: T) => value as Plain<T>;

/** JSON text with object keys sorted by code unit and no white space: equal values give equal text. `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => compareText(a, b)))
      : member,
  );
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
