// The types of parse-address, which brings none.
declare module 'parse-address' {
  /** The parts of an address of North America; null where it is none. */
  export function parseLocation(
    text: string,
  ): { readonly number?: string; readonly street?: string; readonly type?: string } | null;
}
