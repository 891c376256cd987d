// The order of texts in everything that is kept or compared: by code unit, the same on every machine and in every language.

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
