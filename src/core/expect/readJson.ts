// JSON as Python reads and writes it: with NaN and infinities, which JSON itself has not.

/** Undefined where it is none. NaN comes out as null. */
export function readJson(text: string): { readonly value: unknown } | undefined {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/gs, (part) =>
    part.startsWith('"') ? part : part === 'NaN' ? 'null' : part.replace('Infinity', '1e999'),
  );
  try {
    return { value: JSON.parse(plain) as unknown };
  } catch {
    return undefined;
  }
}
