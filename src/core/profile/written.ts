// What is missing, and how a value is written: one rule for the columns that a profile counts and the values that a window brings.

/** Characters kept of a text. */
export const textLimit = 200;

/** A value of a category as a profile lists it; undefined where it is missing. Empty text is a value: what it stands for is a finding's matter. */
export function writtenText(value: unknown): string | undefined {
  const text = String(value);
  if (value === null || value === undefined || Number.isNaN(value)) return undefined;
  // By whole characters, as the engine cuts; most texts are short.
  return text.length <= textLimit ? text : [...text].slice(0, textLimit).join('');
}

const decimal = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

/** A value among numbers; undefined where it is missing, infinite, or text that is no number. */
export function writtenNumber(value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string' && !decimal.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
