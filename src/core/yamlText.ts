// A string as every reader of YAML takes it for the same.

/** What cannot be seen, ends a line for some, or may not stand in a file at all. */
const hidden = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** In double quotes on one line. */
export const quotedText = (text: string): string =>
  JSON.stringify(text).replace(hidden, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
